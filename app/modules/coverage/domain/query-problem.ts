/** What is wrong with a question, as facts; the words are chosen where a person reads them. */
export interface QueryProblem {
  readonly kind: "missing" | "unknown" | "out-of-range" | "not-a-day" | "both-limits";
  readonly field: "city" | "types" | "group" | "walker" | "minutes" | "metres" | "date" | "level";
  readonly given: string;
  /** the values that would do, or the least and greatest */
  readonly allowed: readonly string[];
}

const FIELD_ZH: Record<QueryProblem["field"], string> = {
  city: "城市代码 city",
  types: "服务类型 types",
  group: "人群 group",
  walker: "步行人群 walker",
  minutes: "分钟数 minutes",
  metres: "米数 metres",
  date: "日期 date",
  level: "层级 level",
};

/** One sentence in both languages, naming what would have been right. */
export function problemWords({ kind, field, given, allowed }: QueryProblem): { zh: string; en: string } {
  const list = allowed.join(", ");
  const name = FIELD_ZH[field];
  switch (kind) {
    case "missing":
      return { zh: `缺少${name}。`, en: `${field} is missing.` };
    case "unknown":
      return {
        zh: `${name}「${given}」不存在；可用：${list || "（无）"}。`,
        en: `${field} “${given}” is not known; allowed: ${list || "none"}.`,
      };
    case "out-of-range":
      return {
        zh: `${name}「${given}」应为 ${allowed[0]} 到 ${allowed[1]} 之间的数。`,
        en: `${field} “${given}” must be a number from ${allowed[0]} to ${allowed[1]}.`,
      };
    case "not-a-day":
      return {
        zh: `${name}「${given}」应写成 2025-12-31 这样的日期。`,
        en: `${field} “${given}” must be a calendar day like 2025-12-31.`,
      };
    case "both-limits":
      return { zh: "minutes 与 metres 只能给一个。", en: "Give minutes or metres, not both." };
  }
}
