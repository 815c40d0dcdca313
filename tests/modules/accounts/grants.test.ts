import { beforeAll, expect, test } from "vitest";
import type { Actor } from "~/modules/accounts/domain/actor";
import { actorOf } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { breakGlass, emergencies, emergenciesToReview, reviewEmergency } from "~/modules/accounts/use-cases/break-glass.server";
import { decideApproval, withdrawApproval } from "~/modules/accounts/use-cases/decide-approval.server";
import { delegate, endDelegation } from "~/modules/accounts/use-cases/delegate.server";
import { deletePerson } from "~/modules/accounts/use-cases/delete-person.server";
import { endGrant } from "~/modules/accounts/use-cases/end-grant.server";
import { settleFailedJob } from "~/modules/accounts/use-cases/failed-jobs.server";
import { giveGrant } from "~/modules/accounts/use-cases/give-grant.server";
import { peopleInView, personPage } from "~/modules/accounts/use-cases/people-in-view.server";
import { changePersonState, registerPerson } from "~/modules/accounts/use-cases/register-person.server";
import { accessReview } from "~/modules/accounts/use-cases/review-access.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { grantsInForce } from "~/modules/accounts/data/grants.server";
import { now, today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { madeActor } from "../../factories/made-actor";
import { withTestDatabase } from "../../factories/test-database";

const records = withTestDatabase();
const NO_FILTER = { words: "", areaCode: "", role: "", state: "" };
let chief: Actor;
let worker: string;
let colleague: string;

const register = async (name: string, areaCode: string, line = "civil-affairs") => {
  const made = await registerPerson(madeActor({ role: "administrator" }), { name, line, areaCode });
  if (!made.ok) throw new Error(JSON.stringify(made.refusal));
  return made.value;
};
const wish = (over: Partial<Parameters<typeof giveGrant>[2]> = {}) => ({
  ...{ role: "supervisor", line: "civil-affairs", areaCode: "990101001", validFrom: today(), validTo: null },
  ...over,
});
/** Who this person is when they come in at this moment. */
const actorNow = (personId: string) =>
  inUnitOfWork(systemActor("test"), async (uow) =>
    actorOf({ personId, name: "示例" }, await grantsInForce(uow, personId, today(), now())),
  );

beforeAll(async () => {
  await records.sql`INSERT INTO person (id, name) VALUES ('00000000-0000-7000-8000-000000000001', '示例管理员')`;
  const chiefId = await register("示例区管理员", "990101");
  chief = madeActor({ personId: chiefId, role: "administrator", areaCode: "990101", line: "civil-affairs" });
  worker = await register("示例探访员甲", "990101001");
  colleague = await register("示例探访员乙", "990101001");
});

test("a grant lies inside the granter's own, begins today or later, and is never given to oneself", async () => {
  const refusalOf = async (over: Partial<Parameters<typeof giveGrant>[2]>, person = worker) => {
    const verdict = await giveGrant(chief, person, wish(over));
    return verdict.ok ? "granted" : verdict.refusal.kind;
  };
  expect(await refusalOf({ areaCode: "9901" })).toBe("beyond-own");
  expect(await refusalOf({ areaCode: "990102" })).toBe("beyond-own");
  expect(await refusalOf({ areaCode: "" })).toBe("beyond-own");
  expect(await refusalOf({ line: "health" })).toBe("beyond-own");
  expect(await refusalOf({ line: "" })).toBe("beyond-own");
  expect(await refusalOf({}, chief.personId)).toBe("own-person");
  expect(await refusalOf({ validFrom: "2020-01-01" })).toBe("begins-in-the-past");
  expect(await refusalOf({ validTo: today() })).toBe("ends-before-it-begins");
  expect(await refusalOf({ validFrom: "soon" })).toBe("days-wrong");
  expect(await refusalOf({ role: "emergency" })).toBe("role-unknown");
  expect(await refusalOf({ areaCode: "99" })).toBe("area-unknown");
  expect(await refusalOf({}, "00000000-0000-7000-8000-00000000dead")).toBe("no-such-person");
});

test("a grant holds from its day until it is ended, and is written down both times", async () => {
  expect(await actorNow(worker)).toBeNull();
  const given = await giveGrant(chief, worker, wish());
  if (!given.ok) throw new Error(given.refusal.kind);
  expect(await giveGrant(chief, worker, wish())).toEqual({ ok: false, refusal: { kind: "already-held" } });
  expect(mayIn((await actorNow(worker))!, "read:private-contacts", "990101001002", "civil-affairs")).toBe(true);
  expect(await endGrant(madeActor({ role: "administrator", areaCode: "990102" }), given.value)).toMatchObject({ ok: false });
  expect(await endGrant(chief, given.value)).toEqual({ ok: true, value: worker });
  expect(await actorNow(worker)).toBeNull();
  const written = await records.sql<{ facts: { given: boolean } }[]>`
    SELECT facts FROM audit_event WHERE action = 'write:grants' AND subject_id = ${worker} ORDER BY id`;
  expect(written.map(({ facts }) => facts.given)).toEqual([true, false]);
});

test("two administrators who give the same grant at once give it once", async () => {
  const both = await Promise.all([1, 2, 3, 4].map(() => giveGrant(chief, colleague, wish({ role: "caregiver" }))));
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
});

test("a deputy acts with the grants of whoever is away, not with delegated ones, and not after the last day", async () => {
  const away = await register("示例督导员甲", "990101001");
  const deputy = await register("示例督导员乙", "990102");
  const third = await register("示例督导员丙", "990102");
  expect((await giveGrant(chief, away, wish())).ok).toBe(true);
  const leave = { from: away, to: deputy, validFrom: today(), lastDay: today(), reason: "年假" };
  expect(await delegate(madeActor({ personId: third, role: "supervisor" }), leave)).toMatchObject({
    refusal: { kind: "not-permitted" },
  });
  const own = await actorNow(away);
  const entered = await delegate(own!, leave);
  if (!entered.ok) throw new Error(entered.refusal.kind);
  expect(await delegate(chief, { ...leave, to: third })).toMatchObject({ refusal: { kind: "delegated-already" } });
  expect((await actorNow(deputy))?.grants).toEqual([expect.objectContaining({ onBehalfOf: away, areaCode: "990101001" })]);
  expect((await delegate(madeActor({ personId: deputy, role: "supervisor" }), { ...leave, from: deputy, to: third })).ok).toBe(
    true,
  );
  expect(await actorNow(third), "what was delegated to the deputy is not the deputy's to pass on").toBeNull();
  await records.sql`UPDATE person SET state = 'suspended' WHERE id = ${away}`;
  expect(await actorNow(deputy), "a suspended person's grants work for nobody").toBeNull();
  await records.sql`UPDATE person SET state = 'active' WHERE id = ${away}`;
  expect((await endDelegation(own!, entered.value)).ok).toBe(true);
  expect(await actorNow(deputy)).toBeNull();
});

test("breaking the glass opens one area and line for four hours, tells its administrators, and is judged by another", async () => {
  const outsider = await register("示例督导员丁", "990102");
  expect((await giveGrant(madeActor({ role: "administrator" }), outsider, wish({ areaCode: "990102" }))).ok).toBe(true);
  const before = (await actorNow(outsider))!;
  const asked = { line: "civil-affairs", areaCode: "990101", reason: "老人走失，需要联系机构值班人" };
  expect(await breakGlass(before, { ...asked, reason: "急" })).toMatchObject({ refusal: { kind: "reason-short" } });
  expect(await breakGlass(before, { ...asked, areaCode: "990102001" })).toMatchObject({ refusal: { kind: "not-needed" } });
  expect(await breakGlass(madeActor({ role: "caregiver" }), asked)).toMatchObject({ refusal: { kind: "not-permitted" } });
  const opened = await breakGlass(before, asked);
  if (!opened.ok) throw new Error(opened.refusal.kind);
  expect(mayIn((await actorNow(outsider))!, "read:private-contacts", "990101001", "civil-affairs")).toBe(true);
  expect(mayIn((await actorNow(outsider))!, "read:private-contacts", "990101001", "health")).toBe(false);
  expect(mayIn((await actorNow(outsider))!, "write:catalog", "990101001")).toBe(false);
  expect(await emergenciesToReview(chief)).toBe(1);
  expect(await reviewEmergency(before, opened.value, "justified")).toMatchObject({ ok: false });
  expect((await reviewEmergency(chief, opened.value, "not-justified")).ok).toBe(true);
  expect(mayIn((await actorNow(outsider))!, "read:private-contacts", "990101001", "civil-affairs")).toBe(false);
  expect((await emergencies(before)).map(({ finding }) => finding)).toEqual(["not-justified"]);
  await expect(
    records.sql`UPDATE emergency_access SET expires_at = opened_at + interval '5 hours' WHERE id = ${opened.value}`,
  ).rejects.toThrow(/emergency_access_hours/);
});

test("the list, the person and the review end where the reader's own area and line end", async () => {
  const inView = await peopleInView(chief, NO_FILTER, null);
  expect(inView.people.every(({ areaCode, line }) => areaCode.startsWith("990101") && line === "civil-affairs")).toBe(true);
  expect(inView.people.length).toBeGreaterThan(2);
  const beyond = await register("示例幼教人员", "990101", "education");
  expect(await personPage(chief, beyond)).toBeNull();
  expect(await personPage(chief, "not-an-id")).toBeNull();
  expect((await personPage(chief, worker))?.may).toEqual({ grant: true, change: true });
  expect(await changePersonState(chief, beyond, "suspended")).toEqual({ ok: false, refusal: { kind: "not-there" } });
  expect(await changePersonState(chief, chief.personId, "left")).toEqual({ ok: false, refusal: { kind: "own-person" } });
  const reviewed = await accessReview(chief, { onlyIdle: false });
  expect(reviewed.every(({ areaCode }) => areaCode.startsWith("990101"))).toBe(true);
  expect(await accessReview(madeActor({ role: "caregiver" }), { onlyIdle: false })).toEqual([]);
});

test("an id nobody could have is not there, and breaks nothing", async () => {
  const everywhere = madeActor({ personId: chief.personId, role: "administrator" });
  for (const id of ["", "x", "1 OR 1=1", "00000000-0000-0000-0000-00000000000g"]) {
    const leave = { from: worker, to: colleague, validFrom: today(), lastDay: today(), reason: "年假" };
    const refusals = await Promise.all([
      reviewEmergency(everywhere, id, "justified"),
      endGrant(everywhere, id),
      endDelegation(everywhere, id),
      delegate(everywhere, { ...leave, from: id }),
      delegate(everywhere, { ...leave, to: id }),
      giveGrant(everywhere, id, wish()),
      changePersonState(everywhere, id, "suspended"),
      decideApproval(everywhere, [deletePerson], id, { approve: true, reason: "核实无误" }),
      withdrawApproval(everywhere, id),
      settleFailedJob(everywhere, id, "retry"),
    ]);
    expect(refusals.map((verdict) => (verdict.ok ? "done" : verdict.refusal.kind))).toEqual([
      ...["not-there", "not-there", "not-there", "no-such-person", "no-such-person", "no-such-person", "not-there"],
      ...["not-there", "not-there", "job-not-there"],
    ]);
  }
});

test("a leave is ended, and a state changed, by who may enter them, in the use case and in the database", async () => {
  const [away, standIn] = [await register("示例请假者", "990101001"), await register("示例代班者", "990101001")];
  const leave = { from: away, to: standIn, validFrom: today(), lastDay: today(), reason: "年假" };
  const entered = await delegate(chief, leave);
  if (!entered.ok) return expect.unreachable(entered.refusal.kind);
  for (const actor of [
    madeActor({ personId: standIn, role: "supervisor", areaCode: "990101001" }),
    madeActor({ personId: chief.personId, role: "overseer" }),
    madeActor({ personId: chief.personId, role: "administrator", areaCode: "990102" }),
    madeActor({ personId: chief.personId, role: "administrator", areaCode: "990101", line: "health" }),
  ]) {
    // As if every policy were open: the use case asks by itself.
    const unwalled = { ...actor, scope: systemActor("test").scope };
    for (const asked of [actor, unwalled]) {
      expect(await endDelegation(asked, entered.value)).toEqual({ ok: false, refusal: { kind: "not-there" } });
      expect(await changePersonState(asked, away, "suspended")).toEqual({ ok: false, refusal: { kind: "not-there" } });
    }
  }
  expect((await endDelegation(chief, entered.value)).ok).toBe(true);
  expect((await changePersonState(chief, away, "suspended")).ok).toBe(true);
});
