import { v7 as newId } from "uuid";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { addPerson } from "~/modules/accounts/use-cases/add-person.server";
import { correctOwnName, correctPerson, ownName } from "~/modules/accounts/use-cases/correct-person.server";
import { currentSession } from "~/modules/accounts/use-cases/current-session.server";
import { personPage } from "~/modules/accounts/use-cases/people-in-view.server";
import { signIn } from "~/modules/accounts/use-cases/sign-in.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { action, loader } from "~/routes/account.name";
import { madeActor } from "../../factories/made-actor";
import { madeArrival, requestWith } from "../../factories/made-arrival";
import { withTestDatabase } from "../../factories/test-database";

const records = withTestDatabase();
const [LI, CHIEF_ID] = [newId(), newId()];
const district = madeActor({ personId: CHIEF_ID, role: "administrator", areaCode: "990101", line: "health" });
const city = madeActor({ personId: newId(), role: "administrator", areaCode: "9901" });
const PASSWORD = "eighteen quiet rivers";
const RIGHT = { name: "示例甲", line: "health", areaCode: "990101002" };

beforeAll(() => addPerson({ login: "own@bureau", name: "写错的名字", role: "family", cityCode: null, password: PASSWORD }, []));
beforeEach(async () => {
  await records.sql`DELETE FROM person WHERE id = ${LI}`;
  await records.sql`INSERT INTO person (id, name, line, area_code) VALUES (${LI}, '示例乙', 'health', '990101001')`;
});

const written = async () => (await records.sql`SELECT name, line, area_code, version FROM person WHERE id = ${LI}`)[0];
const deeds = () =>
  records.sql`SELECT area_code, line, facts FROM audit_event WHERE subject_id = ${LI} AND action = 'write:people' ORDER BY at, id`;
const refusalOf = async (...asked: Parameters<typeof correctPerson>) => {
  const verdict = await correctPerson(...asked);
  return verdict.ok ? "done" : verdict.refusal.kind;
};

test("name and area are put right by who looks after both places; the record of it holds field names and no value", async () => {
  const page = await personPage(district, LI);
  expect(page?.person.version).toBe(1);
  expect(await correctPerson(district, LI, { ...RIGHT, version: 1 })).toEqual({ ok: true, value: ["name", "area"] });
  expect(await written()).toEqual({ name: "示例甲", line: "health", area_code: "990101002", version: 2 });
  expect(await deeds(), "told where they were and where they are").toEqual([
    { area_code: "990101001", line: "health", facts: { fields: ["name", "area"] } },
    { area_code: "990101002", line: "health", facts: { fields: ["name", "area"] } },
  ]);
  expect(await correctPerson(district, LI, { ...RIGHT, version: 2 })).toEqual({ ok: true, value: [] });
  expect(await deeds(), "nothing changed, nothing to record").toHaveLength(2);
});

test("nobody is moved out of or into what one does not administer, nor corrected who may more", async () => {
  const wish = { ...RIGHT, version: 1 };
  expect(await refusalOf(district, LI, { ...wish, areaCode: "990102" })).toBe("beyond-own");
  expect(await refusalOf(district, LI, { ...wish, areaCode: "" })).toBe("beyond-own");
  expect(await refusalOf(district, LI, { ...wish, line: "education" })).toBe("beyond-own");
  for (const actor of [
    madeActor({ personId: newId(), role: "administrator", areaCode: "990102", line: "health" }),
    madeActor({ personId: newId(), role: "administrator", areaCode: "990101", line: "education" }),
    madeActor({ personId: newId(), role: "overseer" }),
    madeActor({ personId: newId(), role: "planner" }),
  ])
    expect(await refusalOf(actor, LI, wish)).toBe("not-there");
  await records.sql`INSERT INTO role_grant (id, person_id, role, area_code, valid_from) VALUES (${newId()}, ${LI}, 'administrator', '9901', '2024-01-01')`;
  expect(await refusalOf(district, LI, wish)).toBe("beyond-own");
  expect((await written())?.["name"]).toBe("示例乙");
  expect(await refusalOf(city, LI, { ...wish, line: "civil-affairs" })).toBe("done");
  expect(
    await inUnitOfWork(district, (uow) => uow.db.person.updateMany({ where: { id: LI }, data: { name: "绕过" } })),
    "moved away, the database lets nobody of the old place write either",
  ).toEqual({ count: 0 });
});

test("of two who correct at once one is told; unreadable wishes change nothing; oneself is for one's own page", async () => {
  const wishes = ["示例丙", "示例丁"].map((name) => refusalOf(district, LI, { ...RIGHT, name, version: 1 }));
  expect((await Promise.all(wishes)).sort()).toEqual(["changed-meanwhile", "done"]);
  expect(await refusalOf(district, LI, { ...RIGHT, name: " ", version: 2 })).toBe("name-missing");
  expect(await refusalOf(district, LI, { ...RIGHT, line: "sports", version: 2 })).toBe("line-unknown");
  expect(await refusalOf(district, LI, { ...RIGHT, areaCode: "99x", version: 2 })).toBe("area-unknown");
  expect(await refusalOf(district, "no-id", { ...RIGHT, version: 2 })).toBe("not-there");
  expect(await refusalOf(district, CHIEF_ID, { ...RIGHT, version: 1 })).toBe("own-record");
  expect((await written())?.["version"]).toBe(2);
});

test("one's own name is put right under /account by whoever proves who they are, and nothing else is", async () => {
  const verdict = await signIn("own@bureau", PASSWORD, madeArrival());
  if (!verdict.ok) throw new Error(verdict.refusal.kind);
  const request = await requestWith(verdict.value, "/account/name");
  const session = (await currentSession(request))!;
  const { version } = (await ownName(session))!;
  const posted = () => {
    const body = new URLSearchParams({ name: "写对的名字", version: String(version), line: "health", area: "990101" });
    return new Request(request.url, { method: "POST", headers: { Cookie: request.headers.get("Cookie")! }, body });
  };
  const asked = (at: Request) => ({ request: at, params: {}, context: { cspNonce: "" } });
  await records.sql`UPDATE session SET proven_at = now() - interval '11 minutes'`;
  const unproven = await Promise.resolve(action(asked(posted()))).catch((thrown: unknown) => thrown);
  expect((unproven as Response).headers.get("Location")).toBe("/account/confirm?to=%2Faccount%2Fname");
  await expect(loader(asked(request))).rejects.toMatchObject({ status: 302 });
  await records.sql`UPDATE session SET proven_at = now()`;
  expect(((await action(asked(posted()))) as Response).headers.get("Location")).toBe("/account/name?saved");
  const [own] = await records.sql`SELECT name, line, area_code FROM person WHERE id = ${session.personId}`;
  expect(own).toEqual({ name: "写对的名字", line: "", area_code: "" });
  expect(await correctOwnName(session, "又一个名字", version)).toEqual({ ok: false, refusal: { kind: "changed-meanwhile" } });
  const [deed] =
    await records.sql`SELECT facts, person_id FROM audit_event WHERE action = 'write:people' AND facts ? 'fields' AND subject_id = ${session.personId}`;
  expect(deed).toEqual({ facts: { fields: ["name"] }, person_id: session.personId });
});
