import { v7 as newId } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { LOOK_UP_RULE } from "~/modules/accounts/domain/throttle";
import { createDemoAccounts, DEMO_PASSWORD } from "~/modules/accounts/use-cases/demo-accounts.server";
import { lookUpPerson } from "~/modules/accounts/use-cases/look-up-person.server";
import { peopleInView, personPage } from "~/modules/accounts/use-cases/people-in-view.server";
import { savePersonValue } from "~/modules/accounts/use-cases/person-sensitive.server";
import { signIn } from "~/modules/accounts/use-cases/sign-in.server";
import { action } from "~/routes/govern.people._index";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { madeActor } from "../../factories/made-actor";
import { madeArrival, requestWith } from "../../factories/made-arrival";
import { withTestDatabase } from "../../factories/test-database";

const records = withTestDatabase();
const PHONE = "13877770001";
const [LI, CHIEF_ID] = [newId(), newId()];
const chief = (areaCode = "9901") => madeActor({ personId: CHIEF_ID, role: "administrator", areaCode });
const overseer = (areaCode: string) => madeActor({ personId: newId(), role: "overseer", areaCode });
const ANYBODY = { words: "", areaCode: "", role: "", state: "" };

beforeAll(async () => {
  await createDemoAccounts();
  await records.sql`INSERT INTO person (id, name, line, area_code) VALUES (${LI}, '李某', 'health', '990101'), (${CHIEF_ID}, '管理员甲', '', '9901')`;
  await savePersonValue(chief(), LI, "phone", PHONE);
});

test("who may see a person sees when they were last here, also after the session is gone; nobody else does", async () => {
  await records.sql`
    INSERT INTO session (id, person_id, token_hash, kind, stage, expires_at, browser, system, address, seen_at)
    VALUES (gen_random_uuid(), ${LI}, 'made', 'desk', 'open', now() + interval '1 hour', 'firefox', 'linux', '203.0.113.*', '2026-05-04T03:02:01Z')`;
  const seenBy = async (areaCode: string) => (await personPage(overseer(areaCode), LI))?.person.lastSeen;
  expect(await seenBy("9901")).toBe("2026-05-04T03:02:01Z");
  const { people } = await peopleInView(overseer("990101"), ANYBODY, null);
  expect(people.map(({ name, lastSeen }) => [name, lastSeen])).toEqual([["李某", "2026-05-04T03:02:01Z"]]);
  expect(await seenBy("990202"), "no such person there").toBeUndefined();
  const told = (actor: Parameters<typeof personPage>[0]) =>
    inUnitOfWork(actor, (uow) => uow.db.$queryRaw<{ at: Date | null }[]>`SELECT last_seen_of(${LI}::uuid) AS at`);
  expect(await told(overseer("990202"))).toEqual([{ at: null }]);
  expect(await told(madeActor({ personId: newId(), role: "planner" }))).toEqual([{ at: null }]);
  expect((await told(madeActor({ personId: LI, role: "caregiver", areaCode: "990101" })))[0]!.at).not.toBeNull();
  const sessions = await inUnitOfWork(overseer("9901"), (uow) => uow.db.session.count());
  expect(sessions, "the sessions themselves stay unseen").toBe(0);

  await signIn("planner@demo", DEMO_PASSWORD, madeArrival());
  await records.sql`DELETE FROM session`;
  const after = await peopleInView(overseer(""), { ...ANYBODY, words: "示例规划员" }, null);
  expect(after.people[0]?.lastSeen).toMatch(/^20\d\d-/);
  expect(await seenBy("9901"), "never signed in, and the session is gone").toBeNull();
});

test("a number is looked up whole, by who may open it, masked and on record; what was typed stands nowhere", async () => {
  expect(await lookUpPerson(chief(), "phone", "138 7777 0001")).toEqual({
    ok: true,
    value: { id: LI, name: "李某", mask: "138****0001" },
  });
  expect(await lookUpPerson(chief("990202"), "phone", PHONE)).toEqual({ ok: true, value: null });
  expect(await lookUpPerson(overseer("9901"), "phone", PHONE)).toEqual({ ok: false, refusal: { kind: "not-permitted" } });
  expect(await lookUpPerson(chief(), "identity-number", "12345")).toMatchObject({ refusal: { kind: "identity-number-shape" } });
  const events =
    await records.sql`SELECT subject_id, facts, area_code FROM audit_event WHERE action = 'look-up:person' ORDER BY at`;
  expect([...events]).toEqual([
    { subject_id: LI, facts: { field: "phone", found: true }, area_code: "990101" },
    { subject_id: null, facts: { field: "phone", found: false }, area_code: "990202" },
  ]);
  const [kept] = await records.sql`SELECT count(*)::int AS rows FROM audit_event e WHERE e::text LIKE ${`%${PHONE}%`}`;
  expect(kept).toEqual({ rows: 0 });
});

test("whoever tries a list of numbers waits, and is told how long", async () => {
  const busy = madeActor({ personId: newId(), role: "administrator", areaCode: "9901" });
  const tried = [];
  for (let n = 0; n <= LOOK_UP_RULE.free; n++)
    tried.push(await lookUpPerson(busy, "phone", `1390000${String(n).padStart(4, "0")}`));
  expect(tried.filter(({ ok }) => ok)).toHaveLength(LOOK_UP_RULE.free);
  expect(tried.at(-1)).toMatchObject({ refusal: { kind: "try-later", whose: "look-up" } });
});

test("the page takes the number by POST and gives it to nobody back", async () => {
  const begun = await signIn("administrator@demo", DEMO_PASSWORD, madeArrival());
  if (!begun.ok) throw new Error(begun.refusal.kind);
  const { headers } = await requestWith(begun.value);
  const body = new URLSearchParams({ field: "phone", value: PHONE });
  const request = new Request("http://quarterhour.invalid/govern/people", { method: "POST", headers, body });
  const answer = await action({ request, params: {}, context: {} as never });
  if (!("data" in answer)) return expect.unreachable("sent elsewhere");
  expect(answer.data.looked).toEqual({ field: "phone", found: { id: LI, name: "李某", mask: "138****0001" }, refusal: null });
  expect(JSON.stringify(answer)).not.toContain(PHONE);
});
