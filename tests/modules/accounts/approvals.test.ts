import { beforeEach, expect, test } from "vitest";
import type { Actor } from "~/modules/accounts/domain/actor";
import type { Grant } from "~/modules/accounts/domain/grant";
import { actorOf } from "~/modules/accounts/domain/actor";
import { approvalsInView } from "~/modules/accounts/use-cases/approvals-in-view.server";
import { askApproval } from "~/modules/accounts/use-cases/ask-approval.server";
import { decideApproval, withdrawApproval } from "~/modules/accounts/use-cases/decide-approval.server";
import { deletePerson } from "~/modules/accounts/use-cases/delete-person.server";
import { expireApprovals } from "~/modules/accounts/use-cases/expire-approvals.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { today } from "~/platform/clock.server";
import { withTestDatabase } from "../../factories/test-database";

const records = withTestDatabase();
const idOf = (n: number) => `00000000-0000-7000-8000-0000000002${String(n).padStart(2, "0")}`;
const DISTRICT = "990101";
const KINDS = [deletePerson];

function somebody(n: number, areaCode = DISTRICT, more: Partial<Grant> = {}): Actor {
  return actorOf({ personId: idOf(n), name: `示例人员${n}` }, [{ role: "administrator", line: "", areaCode, ...more }])!;
}
const [ANNA, BEN, CARL, ELSEWHERE] = [somebody(1), somebody(2), somebody(3), somebody(4, "990102")];
const LEAVER = idOf(9);

beforeEach(async () => {
  await records.clear();
  for (const { personId, name, grants } of [ANNA, BEN, CARL, ELSEWHERE]) {
    await records.sql`INSERT INTO person (id, name, area_code) VALUES (${personId}, ${name}, ${grants[0]!.areaCode})`;
    await records.sql`
      INSERT INTO role_grant (id, person_id, role, area_code, valid_from)
      VALUES (gen_random_uuid(), ${personId}, 'administrator', ${grants[0]!.areaCode}, '2020-01-01')`;
  }
  await records.sql`INSERT INTO person (id, name, area_code) VALUES (${LEAVER}, '示例离职者', '990101001')`;
});

const ask = async (asker = ANNA, subjectId = LEAVER) => {
  const asked = await askApproval(asker, deletePerson, { subjectId, reason: "重复登记" });
  if (!asked.ok) throw new Error(asked.refusal.kind);
  return asked.value;
};
const approve = (decider: Actor, id: string) => decideApproval(decider, KINDS, id, { approve: true, reason: "已核对" });
const isThere = async (id = LEAVER) => (await records.sql`SELECT 1 FROM person WHERE id = ${id}`).length === 1;
const audited = async () =>
  (await records.sql<{ line: string }[]>`SELECT action || ' ' || result AS line FROM audit_event ORDER BY xid, at`).map(
    ({ line }) => line,
  );
const delegate = (from: Actor, to: Actor) =>
  records.sql`
    INSERT INTO delegation (id, from_person_id, to_person_id, valid_from, valid_to, reason)
    VALUES (gen_random_uuid(), ${from.personId}, ${to.personId}, ${today()}, ${today()}::date + 7, '休假')`;
const standingInFor = (deputy: Actor, absent: Actor, own: readonly Grant[] = deputy.grants): Actor =>
  actorOf(deputy, [...own, ...absent.grants.map((grant) => ({ ...grant, onBehalfOf: absent.personId }))])!;

test("somebody is deleted when one asked and another agreed; what they did stays on record", async () => {
  await records.sql`INSERT INTO credential (person_id, login) VALUES (${LEAVER}, 'leaver')`;
  const id = await ask();
  expect(await isThere()).toBe(true);
  const waiting = (await approvalsInView(BEN, KINDS)).waiting;
  expect(waiting.map(({ subject, askedBy, closed }) => [subject, askedBy, closed])).toEqual([["示例离职者", ANNA.name, null]]);
  expect(await approve(BEN, id)).toEqual({ ok: true, value: null });
  expect(await isThere()).toBe(false);
  expect(await records.sql`SELECT 1 FROM credential WHERE login = 'leaver'`).toHaveLength(0);
  expect(await audited()).toEqual(["ask:approval done", "decide:approval done", "delete:person done"]);
  const [deed] = await records.sql`SELECT person_id, subject_id, why, via FROM audit_event WHERE action = 'delete:person'`;
  expect(deed).toEqual({ person_id: BEN.personId, subject_id: LEAVER, why: id, via: "system:approved-delete-person" });
  expect(await approve(CARL, id)).toEqual({ ok: false, refusal: { kind: "decided-already" } });
});

test("nobody decides alone: not the asker, not the person concerned, nobody from elsewhere", async () => {
  const id = await ask(ANNA, CARL.personId);
  expect(await approve(ANNA, id)).toEqual({ ok: false, refusal: { kind: "needs-another" } });
  expect(await approve(CARL, id)).toEqual({ ok: false, refusal: { kind: "own-person" } });
  expect(await approve(ELSEWHERE, id)).toEqual({ ok: false, refusal: { kind: "not-there" } });
  expect((await approvalsInView(ELSEWHERE, KINDS)).waiting).toEqual([]);
  expect(await isThere(CARL.personId)).toBe(true);
  expect(await audited()).toEqual(["ask:approval done", "decide:approval refused", "decide:approval refused"]);
  expect(await askApproval(ANNA, deletePerson, { subjectId: ANNA.personId, reason: "自己" })).toMatchObject({
    refusal: { kind: "own-person" },
  });
  expect(await askApproval(ELSEWHERE, deletePerson, { subjectId: LEAVER, reason: "越界" })).toMatchObject({
    refusal: { kind: "not-there" },
  });
});

test("who stands in for the asker has the asker's authority, not a second one, and neither has for whom the asker stood in", async () => {
  await delegate(ANNA, BEN);
  const id = await ask();
  expect(await approve(standingInFor(BEN, ANNA, []), id)).toEqual({ ok: false, refusal: { kind: "stands-in-for-asker" } });
  await expect(approve(BEN, id), "his own grants would do, but the database sees one circle").rejects.toThrow(
    "stands in for them",
  );
  expect(await approve(CARL, id)).toEqual({ ok: true, value: null });

  await records.sql`INSERT INTO person (id, name, area_code) VALUES (${LEAVER}, '示例离职者', '990101001')`;
  const other = await ask(standingInFor(BEN, ANNA, []));
  expect(await approve(ANNA, other)).toEqual({ ok: false, refusal: { kind: "stands-in-for-asker" } });
  await records.sql`DELETE FROM delegation`;
  await delegate(ANNA, CARL);
  expect(await approve(standingInFor(CARL, ANNA, []), other)).toEqual({ ok: false, refusal: { kind: "stands-in-for-asker" } });
});

test("the database itself refuses one who decides alone, in another's name, late or twice", async () => {
  const id = await ask();
  const settle = (actor: Actor, by: string, decision = "approved") =>
    inUnitOfWork(
      actor,
      (uow) => uow.db.$executeRaw`
      UPDATE approval SET decision = ${decision}, decided_by = ${by}::uuid, decided_at = now(), decision_reason = 'x' WHERE id = ${id}::uuid`,
    );
  await expect(settle(ANNA, ANNA.personId)).rejects.toThrow("not decided by who asked");
  await expect(settle(ANNA, BEN.personId)).rejects.toThrow("row-level security");
  await expect(settle(BEN, BEN.personId, "withdrawn")).rejects.toThrow("approval_withdrawn_by_asker");
  await expect(
    inUnitOfWork(BEN, (uow) => uow.db.$executeRaw`UPDATE approval SET subject_id = ${BEN.personId}::uuid`),
  ).rejects.toThrow("does not change");
  expect(await settle(ELSEWHERE, ELSEWHERE.personId)).toBe(0);
  expect(await settle(BEN, BEN.personId, "declined")).toBe(1);
  await expect(settle(CARL, CARL.personId)).rejects.toThrow("is decided");
  expect(await inUnitOfWork(BEN, (uow) => uow.db.$executeRaw`DELETE FROM approval`)).toBe(0);
});

test("thirty decide at once, some of them the asker, and one may withdraw: exactly one outcome stands", async () => {
  for (let round = 0; round < 5; round++) {
    await records.sql`INSERT INTO person (id, name, area_code) VALUES (${LEAVER}, '示例离职者', '990101001') ON CONFLICT DO NOTHING`;
    const id = await ask();
    const tries = Array.from({ length: 30 }, (_, n) => {
      if (n % 10 === 9) return withdrawApproval(ANNA, id);
      if (n % 10 === 8) return approve(ANNA, id);
      return decideApproval(n % 2 ? BEN : CARL, KINDS, id, { approve: n % 3 === 0, reason: "并发" });
    });
    const outcomes = await Promise.all(tries);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    const [row] = await records.sql`SELECT decision, asked_by <> decided_by AS two FROM approval WHERE id = ${id}`;
    expect(await isThere()).toBe(row!.decision !== "approved");
    expect(row!.two).toBe(row!.decision !== "withdrawn");
  }
});

test("a refused action undoes its approval, and the refusal is on record", async () => {
  const chief = idOf(20);
  await records.sql`INSERT INTO person (id, name) VALUES (${chief}, '示例总管理员')`;
  await records.sql`
    INSERT INTO role_grant (id, person_id, role, valid_from) VALUES (gen_random_uuid(), ${chief}, 'administrator', '2020-01-01')`;
  const [one, two] = [somebody(1, ""), somebody(2, "")];
  await records.sql`UPDATE role_grant SET area_code = '' WHERE person_id IN (${ANNA.personId}, ${BEN.personId})`;
  const id = await ask(one, chief);
  await records.sql`UPDATE role_grant SET valid_to = '2021-01-01' WHERE person_id = ${BEN.personId}`;
  await records.sql`UPDATE person SET state = 'suspended' WHERE id = ${ANNA.personId}`;
  expect(await approve(two, id)).toEqual({ ok: false, refusal: { kind: "asker-not-permitted" } });
  await records.sql`UPDATE role_grant SET area_code = '', line = 'health' WHERE person_id = ${ANNA.personId}`;
  await records.sql`UPDATE person SET state = 'active' WHERE id = ${ANNA.personId}`;
  expect(await approve(two, id)).toEqual({ ok: false, refusal: { kind: "asker-not-permitted" } });
  await records.sql`UPDATE role_grant SET line = '' WHERE person_id = ${ANNA.personId}`;
  await records.sql`UPDATE role_grant SET line = 'health' WHERE person_id = ${chief}`;
  expect(await approve(two, id)).toEqual({ ok: true, value: null });
  expect(await audited()).toEqual([
    ...["ask:approval done", "decide:approval refused", "decide:approval refused", "decide:approval done", "delete:person done"],
  ]);
});

test("the last who administers the installation is not deleted", async () => {
  await records.sql`UPDATE role_grant SET area_code = '' WHERE person_id = ${CARL.personId}`;
  const [one, two] = [somebody(1, ""), somebody(2, "")];
  const id = await ask(one, CARL.personId);
  await records.sql`UPDATE role_grant SET area_code = '99' || '01' WHERE person_id = ${ANNA.personId}`;
  expect(await approve(two, id)).toEqual({ ok: false, refusal: { kind: "last-administrator" } });
  expect(await isThere(CARL.personId)).toBe(true);
  expect((await records.sql`SELECT decision FROM approval`)[0]).toEqual({ decision: null });
});

test("what nobody decides expires, by itself and in the name of nobody, and may be asked anew", async () => {
  const id = await ask();
  expect(await askApproval(BEN, deletePerson, { subjectId: LEAVER, reason: "再次" })).toMatchObject({
    refusal: { kind: "asked-already" },
  });
  await records.sql.begin(async (owner) => {
    await owner`SET LOCAL session_replication_role = replica`;
    await owner`UPDATE approval SET asked_at = now() - interval '8 days', expires_at = now() - interval '1 day'`;
  });
  expect(await approve(BEN, id)).toEqual({ ok: false, refusal: { kind: "expired" } });
  expect(await withdrawApproval(ANNA, id)).toEqual({ ok: false, refusal: { kind: "expired" } });
  await ask(BEN);
  expect(await records.sql`SELECT decision, decided_by FROM approval WHERE id = ${id}`).toEqual([
    { decision: "expired", decided_by: null },
  ]);
  expect(await expireApprovals()).toBe(0);
  expect(await audited()).toContain("expire:approval done");
});

test("a reason is asked of both", async () => {
  expect(await askApproval(ANNA, deletePerson, { subjectId: LEAVER, reason: " " })).toMatchObject({
    refusal: { kind: "reason-missing" },
  });
  const id = await ask();
  expect(await decideApproval(BEN, KINDS, id, { approve: true, reason: "" })).toMatchObject({
    refusal: { kind: "reason-missing" },
  });
  expect(await decideApproval(BEN, KINDS, id, { approve: false, reason: "字".repeat(501) })).toMatchObject({
    refusal: { kind: "reason-long" },
  });
  expect(await decideApproval(BEN, KINDS, id, { approve: false, reason: "仍在岗" })).toEqual({ ok: true, value: null });
  expect(
    (await approvalsInView(ANNA, KINDS)).mine.map(({ decision, decidedBy, decisionReason }) => [
      decision,
      decidedBy,
      decisionReason,
    ]),
  ).toEqual([["declined", BEN.name, "仍在岗"]]);
});
