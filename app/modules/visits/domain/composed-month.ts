// A unit's month from what the units below handed in. Where one of them did, at whatever level, its figures stand as they were
// handed in; only for the rest it is counted what is on record now. So a total is always the sum of what is shown beside it.
import { ISOLATION_CATEGORIES, type IsolationCategory } from "~/modules/residents/domain/isolation-category";
import { NO_FIGURES, type MonthFigures } from "./month-figures";
import { figuresOf, type AreaFigures, type FrozenFigures } from "./month-report";

/** Figures by area and by category, "" for everybody, as they are on record now. */
export interface LiveRow extends MonthFigures {
  readonly areaCode: string;
  readonly category: string;
}

export interface HandedIn extends AreaFigures {
  /** what came to be known since */
  readonly corrections: number;
}

/** `live` counts nobody of the areas in `handedIn`, none of which lies in another; `digits` are those of the units shown. */
export function composedMonth(live: readonly LiveRow[], handedIn: readonly HandedIn[], digits: number): FrozenFigures {
  const unitOf = ({ areaCode }: { readonly areaCode: string }) => areaCode.slice(0, digits);
  const codes = [...new Set([...live, ...handedIn].map(unitOf))].sort();
  const areas = codes.map((areaCode): AreaFigures => {
    const rows = live.filter((row) => unitOf(row) === areaCode);
    const told = handedIn.filter((each) => unitOf(each) === areaCode);
    const of = (category: IsolationCategory | null): MonthFigures =>
      summed([
        ...rows.filter((row) => row.category === (category ?? "")),
        ...told.map((each) => figuresOf(each, category) ?? NO_FIGURES),
      ]);
    const isWhole = told.some((each) => each.areaCode === areaCode);
    return { areaCode, ...everyOf(of), source: isWhole ? "handed-in" : told.length > 0 ? "mixed" : "live" };
  });
  return { ...everyOf((category) => summed(areas.map((area) => figuresOf(area, category) ?? NO_FIGURES))), areas };
}

const everyOf = (of: (category: IsolationCategory | null) => MonthFigures) => ({
  total: of(null),
  byCategory: Object.fromEntries(ISOLATION_CATEGORIES.map((key) => [key, of(key)])) as Record<IsolationCategory, MonthFigures>,
});

const summed = (rows: readonly MonthFigures[]): MonthFigures =>
  rows.reduce<MonthFigures>(
    (sum, row) =>
      Object.fromEntries(
        Object.entries(sum).map(([key, value]) => [key, value + row[key as keyof MonthFigures]]),
      ) as unknown as MonthFigures,
    NO_FIGURES,
  );

/** The units directly below that have not handed in, as far as they have anybody to see. */
export const missingUnits = ({ areas }: FrozenFigures, areaCode: string): string[] =>
  areas.filter((area) => area.areaCode !== areaCode && area.source !== "handed-in").map((area) => area.areaCode);

/** How much came to be known since, by the unit directly below it lies in. */
export function correctionsByUnit(handedIn: readonly HandedIn[], digits: number): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { areaCode, corrections } of handedIn)
    if (corrections > 0) counts[areaCode.slice(0, digits)] = (counts[areaCode.slice(0, digits)] ?? 0) + corrections;
  return counts;
}
