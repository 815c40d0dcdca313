import { beforeAll, beforeEach, expect, test } from "vitest";
import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import { findSubsidyRules } from "~/modules/finder/data/subsidy-rules.server";
import { readRule } from "~/modules/finder/domain/subsidy-rule";
import { addSubsidyRule, endSubsidyRuleOn, subsidyRules } from "~/modules/finder/use-cases/keep-subsidy-rules.server";
import { dayOf } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { madeActor } from "../../factories/made-actor";
import { withTestDatabase } from "../../factories/test-database";
import { caregiver, makeTown, planner, TOWN } from "../catalog/factories/catalog-city";

/** What staff write down of subsidies, and what families are then told, on real PostgreSQL. */
const records = withTestDatabase();
const { sql } = records;
beforeAll(() => makeTown(records));
beforeEach(() => sql`DELETE FROM subsidy_rule`);

const TYPED = {
  ...{ nameZh: "示例补贴", nameEn: "Made subsidy", serviceType: "nursery", fee: "care", unit: "month", menu: "", classKind: "" },
  ...{ carePattern: "", inclusiveOnly: "yes", ageFromMonths: "", ageToMonths: "36", hardship: "any", cityYuan: "200.50" },
  ...{ operatorYuan: "", toOperatorYuan: "100", from: "2025-01-01", lastDay: "", source: "示例文件 1 号", mark: "P" },
};
const day = (ahead: number) => dayOf(new Date(Date.now() + ahead * 86_400_000), TOWN.timeZone);
const add = (over: Partial<typeof TYPED> = {}, replaces: string | null = null, actor = planner) =>
  addSubsidyRule(actor, TOWN, { ...TYPED, ...over }, replaces);
const told = async (on: string) =>
  (await inUnitOfWork(NOBODY, (uow) => findSubsidyRules(uow, TOWN.code, ["nursery"], on))).map(({ cityFen, from, to }) => [
    cityFen,
    from,
    to,
  ]);

test("a rule is written down whole, is on record, and families are told by it from its day on", async () => {
  expect((await add()).ok).toBe(true);
  expect(await told("2024-12-31")).toEqual([]);
  expect(await told("2025-01-01")).toEqual([[20_050, "2025-01-01", null]]);
  const read = await subsidyRules(planner, TOWN);
  expect(read.ok && read.value.rules).toMatchObject([
    {
      ...{
        nameZh: "示例补贴",
        fee: "care",
        menu: null,
        inclusiveOnly: true,
        ageFromMonths: null,
        ageToMonths: 36,
        mayWrite: true,
      },
      ...{ cityFen: 20_050, operatorFen: 0, toOperatorFen: 10_000, source: "示例文件 1 号", mark: "P" },
    },
  ]);
  expect(await sql`SELECT action, subject_kind FROM audit_event ORDER BY id DESC LIMIT 1`).toEqual([
    { action: "write:registry", subject_kind: "subsidy-rule" },
  ]);
});

test("the next version ends the one before on the day it begins: a price of a day gone by stays as it was", async () => {
  const first = await add();
  const second = await add({ cityYuan: "300", from: day(5) }, first.ok ? first.value : "");
  expect(second.ok).toBe(true);
  expect(await told(day(4))).toEqual([[20_050, "2025-01-01", day(5)]]);
  expect(await told(day(5))).toEqual([[30_000, day(5), null]]);
  const again = await add({ cityYuan: "400", from: day(5) }, second.ok ? second.value : "");
  expect(again.ok, "a version that has not begun is taken back whole").toBe(true);
  expect(await told(day(5))).toEqual([[40_000, day(5), null]]);
  const back = await add({ cityYuan: "1", from: "2025-01-01" }, first.ok ? first.value : "");
  expect(back.ok ? null : back.refusal, "what has begun is not written over").toMatchObject({ kind: "held-together" });
});

test("two for the same people, fee and class never hold at once, however many write at the same moment", async () => {
  const all = await Promise.all([1, 2, 3, 4].map((n) => add({ cityYuan: String(n * 100) })));
  expect(all.filter(({ ok }) => ok)).toHaveLength(1);
  expect(all.flatMap((one) => (one.ok ? [] : [one.refusal.kind]))).toEqual(Array(3).fill("held-together"));
  expect((await add({ hardship: "third-child" })).ok, "for others there may be another").toBe(true);
  expect((await add({ from: "2023-01-01", lastDay: "2024-12-31" })).ok, "and for days before").toBe(true);
});

test("it ends on a day ahead; one that had not begun is taken back; the past is not changed", async () => {
  const made = await add();
  const id = made.ok ? made.value : "";
  const past = await endSubsidyRuleOn(planner, TOWN, id, "2025-06-01");
  expect(past.ok ? null : past.refusal).toEqual({ kind: "fields", fields: ["on"] });
  expect((await endSubsidyRuleOn(planner, TOWN, id, day(3))).ok).toBe(true);
  expect(await told(day(2))).toHaveLength(1);
  expect(await told(day(3))).toEqual([]);
  const ahead = await add({ from: day(9), hardship: "second-child" });
  expect((await endSubsidyRuleOn(planner, TOWN, ahead.ok ? ahead.value : "", day(0))).ok).toBe(true);
  expect(await sql`SELECT FROM subsidy_rule WHERE hardship = 'second-child'`).toHaveLength(0);
});

test("what is wrong is said field by field, and only who writes for the whole city, in their line, writes", async () => {
  const wrong = readRule(
    { ...TYPED, nameEn: " ", fee: "both", ageToMonths: "x", cityYuan: "1.234", lastDay: "2024-12-31", source: "" },
    ["nursery"],
  );
  expect(wrong.ok ? [] : wrong.refusal).toEqual(["nameEn", "fee", "ageToMonths", "cityYuan", "lastDay", "source"]);
  const none = readRule({ ...TYPED, cityYuan: "0", toOperatorYuan: "0" }, ["nursery"]);
  expect(none.ok ? [] : none.refusal, "a rule helps by something").toEqual(["cityYuan"]);
  for (const actor of [
    caregiver,
    madeActor({ areaCode: "990101" }),
    madeActor({ areaCode: TOWN.code, line: "health" }),
    madeActor({ areaCode: "9902" }),
  ])
    expect((await add({}, null, actor)).ok, JSON.stringify(actor.grants)).toBe(false);
  expect(await sql`SELECT FROM subsidy_rule`).toHaveLength(0);
  const read = await subsidyRules(caregiver, TOWN);
  expect(read.ok && read.value.types, "they read and see no form").toEqual([]);
});
