import fc from "fast-check";
import { v7 as newId } from "uuid";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import { addStatements } from "~/modules/catalog/data/vacancy-statements.server";
import { monthAfter, vacancyOf, type VacancyStatement } from "~/modules/catalog/domain/vacancy";
import { vacanciesOf } from "~/modules/catalog/use-cases/vacancies-of.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { madeActor } from "../../../factories/made-actor";
import { withTestDatabase } from "../../../factories/test-database";
import { makeTown, planner, TOWN } from "../factories/catalog-city";
import { makePlace } from "../factories/made-place";

/** What operators say of their places, on a real PostgreSQL: it only grows, and the database computes nothing it should not. */
const records = withTestDatabase();
const { sql } = records;
const NOW = new Date("2027-03-10T08:00:00Z");
const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * 86_400_000);
let [facility, ofClass] = ["", ""];
beforeAll(() => makeTown(records));
beforeEach(async () => {
  await sql`TRUNCATE facility CASCADE`;
  ({ facility, ofClass } = await makePlace(records));
});
const put = (over: Partial<VacancyStatement> = {}) => {
  const confirmedAt = over.confirmedAt ?? daysAgo(3);
  return sql`
    INSERT INTO vacancy_statement (id, class_id, start_month, taken, held, confirmed_at, how, expires_at)
    VALUES (${newId()}, ${ofClass}, ${over.startMonth ?? "2027-03"}, ${over.taken === undefined ? 12 : over.taken}, ${over.held ?? 1}, ${confirmedAt},
      ${over.how ?? "link"}, ${over.expiresAt ?? new Date(confirmedAt.getTime() + 30 * 86_400_000)})`;
};
const seen = async (month = "2027-03", at = NOW) =>
  (await inUnitOfWork(NOBODY, (uow) => vacanciesOf(uow, [ofClass, newId()], month, at))).get(ofClass);

test("anybody reads free places, and a word goes stale by the clock alone", async () => {
  expect(await seen()).toEqual({ kind: "unknown", why: "never-said", lastConfirmedAt: null });
  await put();
  expect(await seen()).toMatchObject({ kind: "free", places: 7, how: "link", confirmedAt: daysAgo(3) });
  expect(await seen("2027-03", new Date("2027-04-06T07:59:59Z"))).toMatchObject({ kind: "free" });
  expect(await seen("2027-03", new Date("2027-04-06T08:00:00Z"))).toMatchObject({ kind: "unknown", why: "stale" });
  expect(await seen("2027-02"), "a month nobody spoke of").toMatchObject({ why: "never-said" });
});

test("staffed is what is in force when the child starts, today where that has begun, and nothing where it is not offered then", async () => {
  await put();
  await sql`UPDATE capacity SET valid_to = '2027-05-01' WHERE class_id = ${ofClass}`;
  await sql`INSERT INTO capacity (id, class_id, valid_from, licensed, staffed) VALUES (${newId()}, ${ofClass}, '2027-05-01', 30, 14)`;
  expect(await seen("2027-04")).toMatchObject({ kind: "free", places: 7 });
  expect(await seen("2027-05")).toMatchObject({ kind: "free", places: 1 });
  await sql`UPDATE capacity SET valid_to = '2027-03-08' WHERE valid_to = '2027-05-01'`;
  await sql`UPDATE capacity SET valid_from = '2027-03-08' WHERE valid_from = '2027-05-01'`;
  expect(await seen("2027-03"), "fewer since the eighth of this month").toMatchObject({ kind: "free", places: 1 });
  await sql`UPDATE capacity SET staffed = NULL WHERE staffed = 14`;
  expect(await seen()).toMatchObject({ kind: "unknown", why: "staffed-unknown", lastConfirmedAt: daysAgo(3) });
  await sql`UPDATE capacity SET staffed = 14 WHERE staffed IS NULL`;
  await sql.begin(async (step) => {
    await step`UPDATE facility_state SET valid_to = '2027-06-01' WHERE facility_id = ${facility}`;
    await step`INSERT INTO facility_state (id, facility_id, state, valid_from) VALUES (${newId()}, ${facility}, 'suspended', '2027-06-01')`;
  });
  expect(await seen("2027-05")).toMatchObject({ kind: "free" });
  expect(await seen("2027-07"), "suspended by then").toMatchObject({ why: "staffed-unknown" });
});

test("the database picks the same word as the rule does", async () => {
  const month = fc.integer({ min: 0, max: 5 }).map((at) => monthAfter("2027-01", at));
  const word = fc.record({
    startMonth: month,
    taken: fc.option(fc.nat({ max: 25 })),
    held: fc.nat({ max: 4 }),
    ago: fc.nat({ max: 45 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(word, { maxLength: 6, selector: ({ ago }) => ago }), month, async (words, wanted) => {
      await sql`TRUNCATE vacancy_statement, vacancy_nudge`;
      const all = words.map(({ ago, ...rest }): VacancyStatement => {
        const confirmedAt = daysAgo(ago);
        return {
          classId: ofClass,
          how: "link",
          confirmedAt,
          expiresAt: new Date(confirmedAt.getTime() + 30 * 86_400_000),
          ...rest,
        };
      });
      for (const one of all) await put(one);
      expect(await seen(wanted)).toEqual(vacancyOf(20, all, wanted, NOW));
    }),
    { numRuns: 40 },
  );
});

test("what was said is never rewritten and goes only with its class, and numbers that cannot be are refused", async () => {
  await put();
  await expect(sql`UPDATE vacancy_statement SET taken = 0`).rejects.toMatchObject({
    constraint_name: "vacancy_statement_is_kept",
  });
  await expect(sql`UPDATE vacancy_statement SET confirmed_at = now(), expires_at = now() + interval '1 day'`).rejects.toThrow(
    "stays as it was said",
  );
  await expect(sql`DELETE FROM vacancy_statement`).rejects.toMatchObject({ constraint_name: "vacancy_statement_is_kept" });
  await expect(put({ taken: -1 })).rejects.toMatchObject({ constraint_name: "vacancy_statement_taken" });
  await expect(put({ held: -1 })).rejects.toMatchObject({ constraint_name: "vacancy_statement_held" });
  await expect(put({ startMonth: "2027-13" })).rejects.toMatchObject({ constraint_name: "vacancy_statement_month" });
  await expect(put({ expiresAt: daysAgo(4) })).rejects.toMatchObject({ constraint_name: "vacancy_statement_expires_later" });
  await sql`DELETE FROM offering_class WHERE id = ${ofClass}`;
  expect(await sql`SELECT 1 FROM vacancy_statement`).toHaveLength(0);
});

test("the database takes a word from staff of the place's area and from whoever stands for it, and from nobody else", async () => {
  const word = (over: Partial<VacancyStatement> = {}): VacancyStatement => ({
    ...{ classId: ofClass, startMonth: "2027-03", taken: 12, held: 0, confirmedAt: NOW, how: "staff" },
    ...{ expiresAt: new Date(NOW.getTime() + 1000), ...over },
  });
  const say = (actor: typeof planner | typeof NOBODY, one: VacancyStatement, linkId: string | null = null) =>
    inUnitOfWork(actor, (uow) => addStatements(uow, [one], { saidBy: actor.personId, linkId }));
  const elsewhere = madeActor({ personId: planner.personId, role: "supervisor", areaCode: "990102" });
  const operator = madeActor({ personId: planner.personId, role: "operator", areaCode: TOWN.code });
  await say(planner, word());
  for (const actor of [elsewhere, operator, NOBODY]) await expect(say(actor, word())).rejects.toThrow("row-level security");
  await expect(say(planner, word({ how: "link" })), "the operator's word is the operator's").rejects.toThrow(
    "row-level security",
  );
  const link = newId();
  await sql`INSERT INTO operator_link (id, facility_id, secret_hash, expires_at) VALUES (${link}, ${facility}, ${"a".repeat(64)}, now() + interval '1 day')`;
  await say(NOBODY, word({ how: "link" }), link);
  await sql`UPDATE operator_link SET ended_at = now(), ended_why = 'revoked' WHERE id = ${link}`;
  await expect(say(NOBODY, word({ how: "link" }), link)).rejects.toThrow("row-level security");
  await expect(sql`UPDATE operator_link SET ended_at = NULL, ended_why = NULL`).rejects.toMatchObject({
    constraint_name: "operator_link_stays_ended",
  });
  const [run] = await sql<{ id: string; city: string }[]>`SELECT operator_id AS id, city_code AS city FROM facility`;
  await sql`INSERT INTO operator_membership (id, city_code, operator_id, person_id, valid_from) VALUES (${newId()}, ${run!.city}, ${run!.id}, ${operator.personId}, '2024-01-01')`;
  await say(operator, word({ how: "link" }));
  await sql`UPDATE operator_membership SET valid_to = '2025-01-01'`;
  await expect(say(operator, word({ how: "link" }))).rejects.toThrow("row-level security");
});
