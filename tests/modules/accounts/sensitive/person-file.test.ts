import { v7 as newId } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { personRecords } from "~/modules/accounts/data/person-file.server";
import { personFileHtml } from "~/modules/accounts/ui/person-file-html";
import { personFileValue } from "~/modules/accounts/ui/person-file-words";
import { personPage } from "~/modules/accounts/use-cases/people-in-view.server";
import { personFile } from "~/modules/accounts/use-cases/person-file.server";
import { openPersonValue, savePersonValue } from "~/modules/accounts/use-cases/person-sensitive.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { personFileParts } from "~/modules/oversight/use-cases/person-file-parts.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { madeActor } from "../../../factories/made-actor";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";
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
  const file = await personFile(OWN, LI, "", personFileParts);
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

test("the file tells of browsers, phones, codes, identities and approvals; of a colleague it stood in for it tells no reason", async () => {
  const { sql } = records;
  await sql`INSERT INTO known_browser (id, person_id, token_hash, browser, system) VALUES (${newId()}, ${LI}, ${"a".repeat(64)}, 'firefox', 'linux')`;
  await sql`INSERT INTO bound_device (id, person_id, browser, system, public_key, pin_hash) VALUES (${newId()}, ${LI}, 'chrome', 'android', '{}', 'x-pin-hash')`;
  await sql`INSERT INTO second_factor (person_id, sealed_secret, confirmed_at) VALUES (${LI}, 'sealed.k.x', '2026-11-01T00:00:00Z')`;
  await sql`INSERT INTO identity_link (issuer, subject, person_id) VALUES ('https://idp.example', 'subject-of-li', ${LI})`;
  const later = new Date(Date.now() + 86_400_000);
  await sql`INSERT INTO approval (id, kind, subject_id, reason, asked_by, expires_at) VALUES
    (${newId()}, 'delete-person', ${LI}, '离职', ${CHIEF_ID}, ${later}), (${newId()}, 'delete-person', ${OTHER}, '他人之事', ${LI}, ${later})`;
  await sql`INSERT INTO delegation (id, from_person_id, to_person_id, valid_from, valid_to, reason) VALUES
    (${newId()}, ${LI}, ${OTHER}, current_date, current_date + 5, '自己的事'), (${newId()}, ${OTHER}, ${LI}, current_date, current_date + 5, '别人的病')`;
  const file = await personFile(OWN, LI, "", personFileParts);
  if (!file.ok) return expect.unreachable(file.refusal.kind);
  const { knownBrowsers, boundDevices, secondFactor, identityLinks, approvals, leaves } = file.value;
  expect(knownBrowsers).toEqual([expect.objectContaining({ browser: "firefox", system: "linux" })]);
  expect(boundDevices).toEqual([expect.objectContaining({ browser: "chrome", unbound_at: null })]);
  expect(secondFactor).toEqual([{ confirmed_at: new Date("2026-11-01T00:00:00Z"), recovery_codes: 0 }]);
  expect(identityLinks).toEqual([expect.objectContaining({ issuer: "https://idp.example", subject: "subject-of-li" })]);
  expect(approvals.map((one) => JSON.stringify(one))).toEqual([
    expect.stringMatching(/"part":"about","reason":"离职"/),
    expect.stringMatching(/"part":"asked","reason":null/),
  ]);
  expect(leaves).toContainEqual(expect.objectContaining({ kind: "away", reason: "自己的事" }));
  expect(leaves).toContainEqual(expect.objectContaining({ kind: "stands-in", reason: null }));
  expect(JSON.stringify(file.value)).not.toMatch(/别人的病|他人之事|sealed\.k|x-pin-hash|aaaaaaaa/);
  const page = await personPage(CHIEF, LI);
  expect(page?.delegations.map(({ reason }) => reason).sort()).toEqual(["自己的事", null].sort());
});

test.each(["zh", "en"] as const)("in %s every cell is in words, and times are those of the place", async (language) => {
  const file = await personFile(OWN, LI, "", personFileParts);
  if (!file.ok) return expect.unreachable(file.refusal.kind);
  const { taken: _taken, sealed: _sealed, totals: _totals, auditRetired: _retired, others: _others, ...parts } = file.value;
  const t = translator(language, language === "en" ? en : zh).getFixedT(language, "accounts");
  const areas = { "990101": { name: "示例区", nameEn: "Example district" } };
  const value = personFileValue({ t, language, timeZone: "Asia/Shanghai", areas });
  const words = {
    title: "",
    lead: "",
    heading: String,
    column: (name: string) => t(`file.column.${name}`),
    value,
    none: "",
    note: () => "",
  };
  const html = personFileHtml(parts, words, language);
  expect(html).toContain(language === "en" ? "Example district" : "示例区");
  expect(html).toContain("<td>2026-11-01 08:00:00</td>");
  expect(html).not.toMatch(/\d{4}-\d{2}-\d{2}T|\dZ<|file\.|audit\./);
  const known = ["subject-of-li"];
  const cells = [...html.matchAll(/<t[dh][^>]*>([^<]*)</g)].flatMap(([, cell]) => (cell && !known.includes(cell) ? [cell] : []));
  expect(cells.filter((cell) => /^[a-z]+(:[a-z-]+|-[a-z-]+|_[a-z_]+)$/.test(cell))).toEqual([]);
  if (language === "zh") expect(cells.filter((cell) => /^[a-z]{3,}$/.test(cell))).toEqual([]);
});

test("what is told by its newest says how many there are", async () => {
  await inUnitOfWork(systemActor("person-file"), async (uow) => {
    const [cut, whole] = [await personRecords(uow, LI, 1), await personRecords(uow, LI)];
    expect(cut?.openedByOthers).toHaveLength(1);
    expect(cut?.doneToThem).toHaveLength(1);
    expect(cut?.totals).toEqual(whole?.totals);
    expect(whole?.totals.openedByOthers).toBe(whole?.openedByOthers.length);
    expect(whole?.totals.doneToThem).toBe(whole?.doneToThem.length);
    expect(whole?.totals.doneByThem).toBeGreaterThan(1);
  });
});

test("others take it out only with a reason and the right to open, and never of another area", async () => {
  expect(await personFile(CHIEF, LI, "", personFileParts)).toEqual({ ok: false, refusal: { kind: "reason-missing" } });
  expect((await personFile(CHIEF, LI, "subject-request", personFileParts)).ok).toBe(true);
  for (const other of [
    madeActor({ personId: newId(), role: "overseer", areaCode: "9901", line: "health" }),
    madeActor({ personId: newId(), role: "administrator", areaCode: "990202", line: "health" }),
    madeActor({ personId: OTHER, role: "caregiver", areaCode: "990101", line: "health" }),
  ])
    expect(await personFile(other, LI, "subject-request", personFileParts)).toEqual({
      ok: false,
      refusal: { kind: "not-there" },
    });
});

test("the page stands for itself and takes no value for markup", () => {
  const words = {
    title: "档",
    lead: "",
    heading: (part: string) => part,
    column: (name: string) => name,
    value: (_part: string, _column: string, value: unknown) => String(value as string),
    none: "无",
    note: () => "共 <2> 条",
  };
  const html = personFileHtml({ person: { name: "李 <b>某</b>" }, grants: [] }, words, "zh");
  expect(html).toContain("李 &#60;b&#62;某&#60;/b&#62;");
  expect(html).toContain("无");
  expect(html).toContain("<p>共 &#60;2&#62; 条</p>");
  expect(html).not.toContain("<script");
});
