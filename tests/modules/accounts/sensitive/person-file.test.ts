import { v7 as newId } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { personFileHtml } from "~/modules/accounts/ui/person-file-html";
import { personFile } from "~/modules/accounts/use-cases/person-file.server";
import { openPersonValue, savePersonValue } from "~/modules/accounts/use-cases/person-sensitive.server";
import { madeActor } from "../../../factories/made-actor";
import { withTestDatabase } from "../../../factories/test-database";

const records = withTestDatabase();
const [LI, OTHER] = [newId(), newId()];
const CHIEF_ID = newId();
const CHIEF = madeActor({ personId: CHIEF_ID, role: "administrator", areaCode: "9901", line: "health" });
const OWN = madeActor({ personId: LI, role: "caregiver", areaCode: "990101", line: "health" });

beforeAll(async () => {
  for (const [id, name] of [
    [LI, "李 <b>某</b>"],
    [OTHER, "别人"],
    [CHIEF_ID, "管理员甲"],
  ] as const)
    await records.sql`INSERT INTO person (id, name, line, area_code) VALUES (${id}, ${name}, 'health', '990101')`;
  await savePersonValue(CHIEF, LI, "phone", "13877770001");
  await savePersonValue(CHIEF, OTHER, "phone", "13877770002");
  await openPersonValue(CHIEF, LI, "phone", { reason: "make-contact", noteId: "" });
});

test("a person takes out everything about them and who looked at it, and nothing of anybody else", async () => {
  const file = await personFile(OWN, LI, "");
  if (!file.ok) return expect.unreachable(file.refusal.kind);
  const { sealed, openedByOthers, doneToThem, taken } = file.value;
  expect(sealed).toEqual({ phone: "13877770001" });
  expect(openedByOthers).toEqual([
    expect.objectContaining({ field: "phone", reason: "own-value" }),
    expect.objectContaining({ field: "phone", reason: "make-contact", opened_by: "管理员甲" }),
  ]);
  expect(doneToThem).toContainEqual(expect.objectContaining({ action: "write:sensitive", done_by: "管理员甲" }));
  expect(JSON.stringify(file.value)).not.toMatch(/13877770002|别人/);
  const [event] = await records.sql`SELECT action, why FROM audit_event WHERE id = ${taken.id}`;
  expect(event).toEqual({ action: "export:person", why: "own-value" });
});

test("others take it out only with a reason and the right to open, and never of another area", async () => {
  expect(await personFile(CHIEF, LI, "")).toEqual({ ok: false, refusal: { kind: "reason-missing" } });
  expect((await personFile(CHIEF, LI, "subject-request")).ok).toBe(true);
  for (const other of [
    madeActor({ personId: newId(), role: "overseer", areaCode: "9901", line: "health" }),
    madeActor({ personId: newId(), role: "administrator", areaCode: "990202", line: "health" }),
    madeActor({ personId: OTHER, role: "caregiver", areaCode: "990101", line: "health" }),
  ])
    expect(await personFile(other, LI, "subject-request")).toEqual({ ok: false, refusal: { kind: "not-there" } });
});

test("the page stands for itself and takes no value for markup", () => {
  const words = { title: "档", lead: "", heading: (part: string) => part, column: (name: string) => name, none: "无" };
  const html = personFileHtml({ person: { name: "李 <b>某</b>" }, grants: [] }, words, "zh");
  expect(html).toContain("李 &#60;b&#62;某&#60;/b&#62;");
  expect(html).toContain("无");
  expect(html).not.toContain("<script");
});
