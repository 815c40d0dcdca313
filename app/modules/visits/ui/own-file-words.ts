import type { TFunction } from "i18next";
import { lastDayBefore } from "~/shared/half-open-days";
import { flagCell } from "./flag-facts";
import { clock } from "~/shared/minute-of-day";

interface Reader {
  readonly t: TFunction;
  readonly visits: TFunction<"visits">;
  readonly language: "zh" | "en";
  /** an instant, where the installation is */
  readonly moment: (at: Date) => string;
  readonly areaName: (code: string) => string;
}

/** What stands in one cell of a resident's own file, in words of the reader's language; what somebody typed stays as it was typed. */
export const ownFileValue = ({ t, visits, language, moment, areaName }: Reader) => {
  const colon = language === "en" ? ": " : "：";
  const comma = language === "en" ? "; " : "；";
  const word = (key: string | null, text: string): string => (key === null ? text : t(key, { defaultValue: text, id: text }));
  return (part: string, column: string, value: unknown): string => {
    if (value === null || value === undefined) return "";
    if (value instanceof Date) return moment(value);
    if (typeof value === "boolean") return t(`visits:ownFile.yes.${String(value)}`);
    if (Array.isArray(value)) return value.map((one) => word(keyOf(part, column, String(one)), String(one))).join(comma);
    if (column === "flag_facts") return flagCell(value as Readonly<Record<string, unknown>>, visits);
    if (typeof value === "object")
      return Object.entries(value as Record<string, unknown>)
        .map(([name, said]) => {
          const of = column === "looked" ? [`visits:looked.${name}`, `visits:lookedIs.${String(said)}`] : [null, null];
          return `${word(of[0]!, name)}${colon}${word(of[1]!, String(said))}`;
        })
        .join(comma);
    const text = String(value as string | number);
    if (column === "area_code") return areaName(text);
    if (column === "valid_to") return lastDayBefore(text);
    if (column === "visit_from" || column === "visit_until") return clock(Number(text));
    if (column === "month") return text.slice(0, 7);
    return word(keyOf(part, column, text), text);
  };
};

/** Columns that hold keys, and where their words are; a column of free words is none. */
function keyOf(part: string, column: string, text: string): string | null {
  switch (column) {
    case "sex":
    case "state":
    case "risk":
    case "category":
    case "grade":
    case "scope":
    case "relation":
      return `residents:${column}.${text}`;
    case "visitor_sex":
      return `residents:sex.${text}`;
    case "languages":
      return `residents:language.${text}`;
    case "visitor_skills":
      return `residents:skill.${text}`;
    case "left_reason":
      return `residents:left.${text}`;
    case "given_by":
      return `residents:giver.${text}`;
    case "how":
      return `residents:way.${text}`;
    case "wish":
      return `residents:wishWord.${text}`;
    case "kind":
      return part === "absences" ? `residents:absence.${text}` : `residents:change.${text}`;
    case "outcome":
    case "channel":
    case "purpose":
    case "finding":
      return `visits:${column}.${text}`;
    case "danger_signs":
      return `care:danger.sign.${text}`;
    case "refused_why":
      return `visits:careWhy.${text}`;
    case "laid_aside_why":
      return `visits:refused.aside.${text}`;
    case "record_kind":
      return `visits:careKind.${text}`;
    case "ended_why":
      return `residents:family.ended.${text}`;
    case "order_topic":
      return `visits:finding.${text}`;
    case "order_class":
    case "order_step":
      return `work-orders:orders.${column.slice("order_".length)}.${text}`;
    case "satisfaction":
      return `work-orders:orders.satisfaction.${text}`;
    case "flag":
      return `visits:checks.kind.${text}`;
    case "flag_settled":
    case "flag_did":
    case "alarm_step":
      return `visits:ownFile.value.${column}.${text}`;
    case "callback_answer":
      return `visits:callback.answer.${text}`;
    case "alarm_callee":
      return `visits:watch.call.callee.${text}`;
    case "alarm_kind":
    case "alarm_rung":
    case "alarm_how":
      return `visits:watch.${column.slice("alarm_".length)}.${text}`;
    case "closed_how":
      return `visits:closing.${text}`;
    case "plan_state":
      return `visits:plan.state.${text}`;
    case "line":
      return `accounts:line.${text}`;
    case "subject":
      return `imports:subject.${text}`;
    case "position_quality":
    case "device":
    case "cause":
    case "correction":
    case "decision":
      return `visits:ownFile.value.${column}.${text}`;
    case "field":
      return part === "values" ? `residents:sealed.${text}` : `accounts:audit.field.${text}`;
    case "result":
      return `accounts:audit.result.${text}`;
    case "action":
      return `accounts:audit.action.${text.replace(":", "-")}`;
    case "why":
      return text === "" ? null : `accounts:audit.why.${text}`;
    case "reason":
      return part === "openedByOthers" ? `accounts:audit.why.${text}` : null;
    default:
      return null;
  }
}
