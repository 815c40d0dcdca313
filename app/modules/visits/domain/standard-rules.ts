import type { RuleSaid } from "./rule-change";

/**
 * What a city that has said nothing of its own may begin with. The monthly floor is no rule: it holds under all of these.
 * Source: a published local tiering (high weekly and within a day of a major change, key monthly, general quarterly), and the
 * usual steps of a city's emergency plans, to be confirmed by the city.
 */
const base = {
  ...{ categories: [], modes: [], areaCode: "", times: 0, per: null, mostDaysApart: null, hoursAfterChange: null },
  ...{ minutes: 20, isPhoneEnough: false },
} as const;
const TIERING = "地方分级探访标准 / A published local tiering";
const EMERGENCY = "应急预案，待本市确认 / Emergency plan, to be confirmed by the city";

export const STANDARD_RULES: readonly Omit<RuleSaid, "from" | "to">[] = [
  { ...base, risks: ["high"], times: 1, per: "week", source: TIERING, mark: "P" },
  { ...base, risks: ["high"], hoursAfterChange: 24, source: TIERING, mark: "P" },
  { ...base, risks: ["key"], times: 1, per: "month", isPhoneEnough: true, source: TIERING, mark: "P" },
  { ...base, risks: ["general"], times: 1, per: "quarter", source: TIERING, mark: "P" },
  {
    ...base,
    risks: ["high", "key"],
    modes: ["emergency"],
    mostDaysApart: 1,
    minutes: 10,
    isPhoneEnough: true,
    source: EMERGENCY,
    mark: "?",
  },
  { ...base, risks: [], modes: ["emergency"], mostDaysApart: 3, minutes: 10, isPhoneEnough: true, source: EMERGENCY, mark: "?" },
  {
    ...base,
    risks: ["high", "key"],
    modes: ["major-holiday"],
    times: 1,
    per: "week",
    minutes: 15,
    isPhoneEnough: true,
    source: EMERGENCY,
    mark: "?",
  },
];
