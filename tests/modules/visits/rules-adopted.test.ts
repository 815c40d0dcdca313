import { v7 as newId } from "uuid";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { dueInScope, publishedBetween } from "~/modules/visits/data/plan-basis.server";
import { agreedFor, agreements } from "~/modules/visits/domain/agreed-visits";
import type { RuleChange } from "~/modules/visits/domain/rule-change";
import { adoptRules, rulesOf, rulesSeen } from "~/modules/visits/use-cases/change-rules.server";
import { answerRuleForm } from "~/modules/visits/use-cases/answer-rule-form.server";
import { daysFrom } from "~/modules/visits/use-cases/due-basis.server";
import { workOutDue } from "~/modules/visits/use-cases/work-out-due.server";
import { closeBulkWork } from "~/platform/bulk-copy.server";
import { now, today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { chief, madeElder, makeVisitingTown, stranger, VISITOR } from "./visiting-town";

const records = withTestDatabase();
const DAY = today(TOWN.timeZone);

beforeAll(() => makeVisitingTown(records));
afterAll(closeBulkWork);
beforeEach(async () => {
  await records.sql`TRUNCATE due_visit, visit_rule, visit_plan, resident CASCADE`;
});

const WEEKLY: NonNullable<RuleChange["begins"]> = {
  ...{ categories: [], risks: [], modes: [], areaCode: "", times: 1, per: "week", mostDaysApart: null, hoursAfterChange: null },
  ...{ minutes: 20, isPhoneEnough: false, source: "示例办法", mark: "?" },
};

/** Adopts as the page does: what was seen is what stands. */
async function adopt(change: RuleChange): Promise<string | null> {
  const rules = await rulesOf(chief, TOWN);
  const adopted = await adoptRules(chief, TOWN, change, rulesSeen(rules));
  return adopted.ok ? null : adopted.refusal.kind;
}

const due = () => records.sql<
  { id: string; resident: string; opens: string; closes: string; cause: string; causeId: string | null }[]
>`
  SELECT id, resident_id AS resident, opens_on::text AS opens, closes_on::text AS closes, cause, cause_id AS "causeId"
  FROM due_visit ORDER BY resident_id, closes_on, id`;

/** Everything owed has its appointment with the visitor on the first day it may be made, published. */
async function appointAll(): Promise<void> {
  const plan = newId();
  await records.sql`INSERT INTO visit_plan (id, city_code, area_code, first_on, last_on, state, published_at) VALUES (${plan}, ${TOWN.code}, '990101', ${DAY}, ${daysFrom(DAY, 27)}, 'published', now())`;
  await records.sql`
    INSERT INTO planned_visit (id, plan_id, resident_id, person_id, line, area_code, begins_at, ends_at, channel, due_opens_on, due_closes_on, cause, cause_id, minutes, is_published)
    SELECT gen_random_uuid(), ${plan}, resident_id, ${VISITOR.personId}, line, area_code, at, at + interval '1 minute', 'home', opens_on, closes_on, cause, cause_id, 1, true
    FROM (SELECT d.*, opens_on::timestamp AT TIME ZONE 'UTC' + row_number() OVER (ORDER BY id) * interval '1 minute' AS at FROM due_visit d) AS owed`;
}

const appointments = () =>
  inUnitOfWork(systemActor("test"), (uow) =>
    publishedBetween(
      uow,
      { line: "civil-affairs", areaCode: "990101", timeZone: TOWN.timeZone },
      [],
      new Date(Date.parse(DAY) - 86_400_000),
      new Date(Date.parse(DAY) + 30 * 86_400_000),
    ),
  );

const owedNow = () =>
  inUnitOfWork(systemActor("test"), (uow) =>
    dueInScope(
      uow,
      {
        cityCode: TOWN.code,
        line: "civil-affairs",
        areaCode: "990101",
        firstOn: DAY,
        lastOn: daysFrom(DAY, 27),
        timeZone: TOWN.timeZone,
      },
      now(),
      15,
    ),
  );

test("whoever has an appointment for a visit that is due keeps both when a looser, a stricter or no rule takes the place", async () => {
  for (const begins of [{ ...WEEKLY, per: "month" as const }, { ...WEEKLY, times: 2 }, null]) {
    await records.sql`TRUNCATE due_visit, visit_rule, visit_plan, resident CASCADE`;
    for (let n = 0; n < 5; n++) await madeElder(records);
    await records.sql`INSERT INTO visit_rule (id, city_code, times, per, minutes, source, valid_from) VALUES (${newId()}, ${TOWN.code}, 1, 'week', 20, '示例', '2024-01-01')`;
    await workOutDue(TOWN.code);
    const before = await due();
    await appointAll();
    const made = await appointments();
    expect(made).toHaveLength(before.length);
    const [rule] = await rulesOf(chief, TOWN);
    expect(await adopt({ ends: rule!.id, begins, from: DAY })).toBeNull();
    await workOutDue(TOWN.code);
    // What is open today is the very same row, with the reason it was agreed for.
    const open = before.filter(({ opens }) => opens <= DAY);
    expect(open).toHaveLength(5);
    const after = await due();
    for (const row of open) expect(after.some((each) => each.resident === row.resident && each.closes <= row.closes)).toBe(true);
    if (begins?.times !== 2) expect(after).toEqual(expect.arrayContaining(open));
    // Nobody is planned twice: every visit owed that somebody agreed to finds the appointment.
    const owed = await owedNow();
    const agreed = agreedFor(owed, agreements(made));
    expect(agreed.filter(Boolean)).toHaveLength(Math.min(owed.length, made.length));
  }
});

test("a rule changed for a later day ends then; an appointment stays in the plan, and a past day is refused", async () => {
  await madeElder(records);
  expect(await adopt({ ends: null, begins: WEEKLY, from: DAY })).toBeNull();
  await workOutDue(TOWN.code);
  const before = await due();
  const [rule] = await rulesOf(chief, TOWN);
  expect(await adopt({ ends: rule!.id, begins: { ...WEEKLY, times: 3 }, from: daysFrom(DAY, -1) })).toBe("in-the-past");
  expect(await adopt({ ends: rule!.id, begins: { ...WEEKLY, per: "month" }, from: daysFrom(DAY, 10) })).toBeNull();
  await workOutDue(TOWN.code);
  expect((await rulesOf(chief, TOWN)).map(({ from, to, replaces }) => [from, to, replaces])).toEqual([
    [DAY, daysFrom(DAY, 10), null],
    [daysFrom(DAY, 10), null, rule!.id],
  ]);
  const open = before.filter(({ opens }) => opens < daysFrom(DAY, 10));
  expect(await due()).toEqual(expect.arrayContaining(open));
});

test("a rule in force that is changed today ends with the day; whoever has no right there changes nothing", async () => {
  await records.sql`INSERT INTO visit_rule (id, city_code, times, per, minutes, source, valid_from) VALUES (${newId()}, ${TOWN.code}, 1, 'week', 20, '示例', '2024-01-01')`;
  const [rule] = await rulesOf(chief, TOWN);
  const change = { ends: rule!.id, begins: null, from: DAY };
  expect(await adoptRules(stranger, TOWN, change, rulesSeen([rule!]))).toEqual({ ok: false, refusal: { kind: "not-permitted" } });
  expect(await adopt(change)).toBeNull();
  expect((await rulesOf(chief, TOWN))[0]!.to).toBe(daysFrom(DAY, 1));
  expect(await adopt(change)).toBe("ended-already");
});

test("what is adopted is what was simulated: another form is simulated anew and nothing is adopted", async () => {
  await madeElder(records);
  const typed = { per: "week", minutes: "20", source: "示例办法", from: DAY, seen: "" };
  const send = (said: Readonly<Record<string, string>>) => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...typed, ...said })) form.set(name, value);
    return answerRuleForm(chief, TOWN, form);
  };
  const first = (await send({ intent: "simulate", times: "1" }))!;
  expect(first).toMatchObject({ refusal: null, isAnew: false, simulated: { weeks: 4 } });
  const anew = (await send({ intent: "adopt", times: "7", shown: first.shown }))!;
  expect(anew).toMatchObject({ refusal: null, isAnew: true });
  expect(anew.simulated!.preview.total.after).toBeGreaterThan(first.simulated!.preview.total.after);
  expect(await send({ intent: "adopt", times: "1" })).toMatchObject({ isAnew: true });
  expect(await rulesOf(chief, TOWN)).toEqual([]);
  expect(await send({ intent: "adopt", times: "7", shown: anew.shown })).toBeNull();
  expect((await rulesOf(chief, TOWN)).map(({ times, per }) => [times, per])).toEqual([[7, "week"]]);
});

test("the standard rules show what they do and the hours they take before they are adopted", async () => {
  await madeElder(records, { risk: "high" });
  const send = (said: Readonly<Record<string, string>>) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(said)) form.set(name, value);
    return answerRuleForm(chief, TOWN, form);
  };
  expect(await send({ intent: "adopt-standard" })).toMatchObject({ isAnew: true });
  const shown = (await send({ intent: "standard" }))!;
  expect(shown.simulated!.preview.total.after).toBeGreaterThan(shown.simulated!.preview.total.before);
  expect(shown.simulated).toHaveProperty("staffMinutes");
  expect(await rulesOf(chief, TOWN)).toEqual([]);
  expect(await send({ intent: "adopt-standard", shown: shown.shown })).toBeNull();
  expect((await rulesOf(chief, TOWN)).length).toBeGreaterThan(3);
});
