import type { RiskRule } from "../domain/risk-rule";

const LEVELS =
  "某地分级探访：高风险每周一次、重点每月、一般每季（转述）；下列条件为本系统的初设，请按本地文件确认 / A local tiering as reported: high weekly, key monthly, general quarterly; the conditions below are this software's own beginning, to be confirmed by local rules";
const since = { from: "2020-01-01", to: null, source: LEVELS, mark: "?" } as const;
const asks = { leastAge: null, categories: [], leastGrade: null } as const;

/** What a city goes by until it has rules of its own. Only that there are three levels is published; the conditions are ours. */
export const STANDARD_RISK_RULES: readonly RiskRule[] = [
  { ...since, ...asks, key: "alone-and-80", risk: "high", leastAge: 80, categories: ["living-alone"] },
  { ...since, ...asks, key: "alone-and-unable", risk: "high", categories: ["living-alone", "cannot-care-for-self"] },
  { ...since, ...asks, key: "alone-and-disabled", risk: "high", categories: ["living-alone", "severely-disabled"] },
  { ...since, ...asks, key: "grade-4", risk: "high", leastGrade: 4 },
  { ...since, ...asks, key: "unable", risk: "key", categories: ["cannot-care-for-self"] },
  { ...since, ...asks, key: "disabled", risk: "key", categories: ["severely-disabled"] },
  { ...since, ...asks, key: "alone", risk: "key", categories: ["living-alone"] },
  { ...since, ...asks, key: "family-planning-special", risk: "key", categories: ["family-planning-special"] },
  { ...since, ...asks, key: "aged-80", risk: "key", leastAge: 80 },
  { ...since, ...asks, key: "grade-2", risk: "key", leastGrade: 2 },
];
