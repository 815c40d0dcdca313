import type { TFunction } from "i18next";
import { lastDayBefore } from "~/shared/half-open-days";
import { areaWords, type AreaNames } from "./govern-words";

interface Reader {
  readonly t: TFunction<"accounts">;
  readonly language: "zh" | "en";
  readonly timeZone: string;
  readonly areas: AreaNames;
}

/** «2026-11-22 16:08:22» where the installation is. */
export const momentWords = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" }).format(at);

/** What stands in one cell of a person's file, as words of the reader's language; what somebody typed stays as it was typed. */
export const personFileValue =
  ({ t, language, timeZone, areas }: Reader) =>
  (part: string, column: string, value: unknown): string => {
    if (value === null || value === undefined) return "";
    if (value instanceof Date) return column.endsWith("_on") ? value.toISOString().slice(0, 10) : momentWords(value, timeZone);
    if (typeof value === "object") return JSON.stringify(value);
    const text = String(value as string | number | boolean);
    if (column === "area_code") return areaWords(text, areas, language, t);
    if (column === "valid_to") return lastDayBefore(text);
    const key = keyOf(part, column, text);
    return key === null ? text : t(key, { defaultValue: text, id: text });
  };

/** Columns that hold keys, and where their words are; a column of free words is none. */
function keyOf(part: string, column: string, text: string): string | null {
  switch (column) {
    case "line":
    case "role":
    case "state":
    case "browser":
    case "system":
      return `${column}.${text}`;
    case "field":
    case "result":
      return `audit.${column}.${text}`;
    case "action":
      return `audit.action.${text.replace(":", "-")}`;
    case "why":
      return text === "" ? null : `audit.why.${text}`;
    case "reason":
      return part === "openedByOthers" ? `audit.why.${text}` : null;
    case "kind":
    case "part":
    case "decision":
    case "unbound_why":
    case "finding":
    case "cause":
      return `file.value.${column}.${text}`;
    default:
      return null;
  }
}

/** The codes of areas in a file, to be named. */
export const areaCodesIn = (parts: Readonly<Record<string, unknown>>): string[] =>
  Object.values(parts)
    .flat()
    .flatMap((row) => {
      const code = (row as { area_code?: unknown } | null)?.area_code;
      return typeof code === "string" ? [code] : [];
    });
