// Says one change of a facility in a few lines a person would use: closing it is one line, not the twenty dated rows that end.
import type { CalendarDay } from "~/shared/calendar-day";
import type { FieldDifference } from "./field-differences";
import { isFacilityState, type FacilityState } from "./life-cycle";

export type ChangeLine =
  | {
      readonly kind: "state";
      readonly from: FacilityState | null;
      readonly to: FacilityState;
      readonly on: CalendarDay;
      readonly reason: string;
    }
  | {
      readonly kind: "service";
      readonly serviceType: string;
      readonly how: "begun" | "ended" | "changed";
      readonly count: number;
    }
  | { readonly kind: "rows"; readonly field: string; readonly count: number }
  | { readonly kind: "field"; readonly difference: FieldDifference };

/** Lists of which only the number of changes is said; what they are stands in the details. */
const LISTS = ["documents", "contacts", "hours", "position"];

export function changeSummary(differences: readonly FieldDifference[]): ChangeLine[] {
  const of = (field: string) => differences.filter(({ path }) => path[0] === field);
  const lists = LISTS.flatMap((field): ChangeLine[] => {
    const rows = of(field);
    return rows.length > 0 ? [{ kind: "rows", field, count: rows.length }] : [];
  });
  const fields = differences
    .filter(({ path }) => path[0] !== "life" && path[0] !== "offerings" && !LISTS.includes(path[0] ?? ""))
    .map((difference): ChangeLine => ({ kind: "field", difference }));
  return [...stateLines(of("life")), ...serviceLines(of("offerings")), ...fields, ...lists];
}

/** `life / closed 2026-11-22 / state`: a period that was not there before, and why it began. */
function stateLines(life: readonly FieldDifference[]): ChangeLine[] {
  const said = (row: string, field: string) => life.find(({ path }) => path[1] === row && path[2] === field)?.after;
  const ended = life.find(({ path, after }) => path[2] === "to" && typeof after === "string")?.path[1]?.split(" ")[0] ?? "";
  return life.flatMap(({ path, before, after }): ChangeLine[] => {
    const row = path[1] ?? "";
    if (path[2] !== "state" || before !== undefined || typeof after !== "string" || !isFacilityState(after)) return [];
    const on = String(said(row, "from") ?? row.split(" ").at(-1));
    return [
      { kind: "state", from: isFacilityState(ended) ? ended : null, to: after, on, reason: String(said(row, "reason") ?? "") },
    ];
  });
}

/** `offerings / day-care 2024-01-01 / …`: one line a service, however many rows of it moved. */
function serviceLines(offerings: readonly FieldDifference[]): ChangeLine[] {
  const rows = new Map<string, FieldDifference[]>();
  for (const difference of offerings) {
    const row = difference.path[1] ?? "";
    rows.set(row, [...(rows.get(row) ?? []), difference]);
  }
  return [...rows].map(([row, changes]): ChangeLine => {
    const own = changes.filter(({ path }) => path.length === 3);
    const isBegun = own.some(({ path, before }) => path[2] === "serviceType" && before === undefined);
    const isEnded = own.some(
      ({ path, after }) => (path[2] === "to" && typeof after === "string") || (path[2] === "serviceType" && after === undefined),
    );
    const how = isBegun ? "begun" : isEnded ? "ended" : "changed";
    return { kind: "service", serviceType: row.split(" ")[0] ?? row, how, count: changes.length };
  });
}
