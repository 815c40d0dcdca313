import type { TFunction } from "i18next";
import { lastDayBefore } from "~/shared/half-open-days";
import { flagCell } from "./flag-facts";
import { clock } from "~/shared/minute-of-day";

interface Reader {
  readonly t: TFunction;
  readonly visits: TFunction<"visits">;
  readonly language: "zh" | "en";
  readonly moment: (at: Date) => string;
  readonly areaName: (code: string) => string;
}

const WORDS_OF: Readonly<Record<string, string>> = {
  skills: "residents:skill",
  languages: "residents:language",
  weekdays: "visits:caregiverFile.value.weekday",
};
const HOURS = ["begins", "ends", "break_from", "break_until"];

/** What stands in one cell of what visiting keeps about a caregiver, in words of the reader's language. */
export const caregiverFileValue =
  ({ t, visits, language, moment, areaName }: Reader) =>
  (column: string, value: unknown): string => {
    if (value === null || value === undefined) return "";
    if (value instanceof Date) return moment(value);
    if (typeof value === "boolean") return t(`visits:ownFile.yes.${String(value)}`);
    const word = (key: string, text: string) => t(key, { defaultValue: text });
    if (column === "flag_facts") return flagCell(value as Readonly<Record<string, unknown>>, visits);
    if (Array.isArray(value))
      return value.map((one) => word(`${WORDS_OF[column]}.${String(one)}`, String(one))).join(language === "en" ? "; " : "；");
    const text = String(value as string | number);
    if (HOURS.includes(column)) return clock(Number(text));
    switch (column) {
      case "area_code":
        return areaName(text);
      case "valid_to":
        return lastDayBefore(text);
      case "month":
        return text.slice(0, 7);
      case "line":
        return word(`accounts:line.${text}`, text);
      case "sex":
        return word(`residents:sex.${text}`, text);
      case "kind":
        return word(`visits:caregiverFile.value.kind.${text}`, text);
      case "order_topic":
        return word(`visits:finding.${text}`, text);
      case "order_class":
      case "order_step":
      case "order_state":
        return word(`work-orders:orders.${column.slice("order_".length)}.${text}`, text);
      case "record_kind":
        return word(`visits:careKind.${text}`, text);
      case "refused_why":
        return word(`visits:careWhy.${text}`, text);
      case "laid_aside_why":
        return word(`visits:refused.aside.${text}`, text);
      case "plan_state":
        return word(`visits:plan.state.${text}`, text);
      case "flag":
        return word(`visits:checks.kind.${text}`, text);
      case "flag_settled":
      case "flag_did":
      case "alarm_step":
        return word(`visits:ownFile.value.${column}.${text}`, text);
      case "callback_answer":
        return word(`visits:callback.answer.${text}`, text);
      case "alarm_kind":
      case "alarm_rung":
      case "alarm_how":
        return word(`visits:watch.${column.slice("alarm_".length)}.${text}`, text);
      case "duty_part":
      case "transport":
      case "weekday":
      case "plan_part":
        return word(`visits:caregiverFile.value.${column}.${text}`, text);
      default:
        return text;
    }
  };
