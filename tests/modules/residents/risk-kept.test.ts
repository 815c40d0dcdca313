import { beforeAll, expect, test } from "vitest";
import { adoptRiskRule, riskRulesInView, stopRiskRule } from "~/modules/residents/use-cases/change-risk-rules.server";
import { registerResident } from "~/modules/residents/use-cases/register-resident.server";
import { renewRisk } from "~/modules/residents/use-cases/renew-risk.server";
import { STANDARD_RISK_RULES } from "~/modules/residents/data/standard-risk-rules";
import { today } from "~/platform/clock.server";
import { madeActor } from "../../factories/made-actor";
import { madeFile } from "../../factories/made-residents";
import { withTestDatabase } from "../../factories/test-database";
import { makeTown, TOWN } from "../catalog/factories/catalog-city";
import { onRecord } from "../imports/running-import";

const records = withTestDatabase();
const line = "civil-affairs" as const;
const city = madeActor({
  personId: "00000000-0000-7000-8000-0000000c2011",
  name: "示例市级",
  role: "supervisor",
  areaCode: TOWN.code,
  line,
});
const street = madeActor({
  personId: "00000000-0000-7000-8000-0000000c2012",
  name: "示例街道",
  role: "supervisor",
  areaCode: "990101",
  line,
});
const DAY = today();
const RULE = {
  risk: "high",
  leastAge: "60",
  leastGrade: "",
  categories: ["empty-nest"],
  source: "示例文件",
  mark: "S",
  from: DAY,
};

beforeAll(async () => {
  await makeTown(records);
  for (const one of [city, street]) await onRecord(one);
  for (const [name, bornOn, categories] of [
    ["示例空巢", "1950-01-01", ["empty-nest"]],
    ["示例独居", "1950-01-01", ["living-alone"]],
  ] as const)
    expect((await registerResident(city, TOWN, madeFile({ name, bornOn, categories }))).ok).toBe(true);
});
const levels = async () =>
  Object.fromEntries((await records.sql`SELECT name, risk FROM resident ORDER BY name`).map(({ name, risk }) => [name, risk]));

test("a rule that somebody adopts holds from its day on, beside the standard ones, and ends on a day", async () => {
  expect(await levels()).toEqual({ 示例空巢: "general", 示例独居: "key" });
  expect(await adoptRiskRule(street, TOWN, RULE), "the whole city's rules are not a street's").toMatchObject({
    refusal: { kind: "not-permitted" },
  });
  expect(await adoptRiskRule(city, TOWN, { ...RULE, from: "2020-01-01" })).toMatchObject({ refusal: { kind: "rule-in-past" } });
  expect(await adoptRiskRule(city, TOWN, { ...RULE, categories: [], leastAge: "" })).toMatchObject({
    refusal: { kind: "rule-empty" },
  });
  expect((await riskRulesInView(city, TOWN)).areOwn, "what is refused adopts nothing").toBe(false);

  expect(await adoptRiskRule(city, TOWN, RULE)).toEqual({ ok: true, value: null });
  const { rules, areOwn } = await riskRulesInView(city, TOWN);
  expect([areOwn, rules.length]).toEqual([true, STANDARD_RISK_RULES.length + 1]);
  expect(await renewRisk(TOWN.code)).toBe(1);
  expect(await levels()).toEqual({ 示例空巢: "high", 示例独居: "key" });
  expect(await renewRisk(TOWN.code), "what is the same is not written").toBe(0);

  const own = rules.find(({ source }) => source === "示例文件")!;
  expect(await stopRiskRule(city, TOWN, own.key, DAY)).toEqual({ ok: true, value: null });
  expect(await stopRiskRule(city, TOWN, own.key, DAY)).toMatchObject({ refusal: { kind: "rule-gone" } });
  expect(await renewRisk(TOWN.code)).toBe(1);
  expect(await levels()).toEqual({ 示例空巢: "general", 示例独居: "key" });
  const jobs =
    await records.sql`SELECT task_identifier AS name FROM graphile_worker.jobs WHERE key LIKE 'risk-%' OR key LIKE 'due-%' ORDER BY 1`;
  expect(jobs.map(({ name }) => name as string)).toEqual(["renewRisk", "workOutDue"]);
});
