// What is known of a count before a row is looked at: figures of the same area, year and basis on record and in other rows.
import type { PeopleRecord } from "~/modules/places/domain/area-record";
import type { GazetteerArea } from "./gazetteer";
import type { KnownFigure } from "./population-check";
import type { PeopleOfGroup } from "./population-import";
import type { ReadRow } from "./row-reading";

/** Which count of which area a figure belongs to: groups of one count must fit together. */
export const countOf = ({ areaCode, year, basis }: Pick<PeopleRecord, "areaCode" | "year" | "basis">) =>
  `${areaCode}|${year}|${basis}`;

export function countSaid(row: ReadRow, area: GazetteerArea | null): string | null {
  const [year, basis] = [row.values["year"], row.values["basis"]];
  const isSaid = area !== null && typeof year === "number" && (basis === "resident" || basis === "registered");
  return isSaid ? countOf({ areaCode: area.code, year, basis }) : null;
}

/** People by group, count by count. */
export class FiguresSoFar {
  private readonly counts = new Map<string, Map<string, number>>();

  of(count: string): ReadonlyMap<string, number> {
    return this.counts.get(count) ?? new Map<string, number>();
  }

  add(count: string, group: string, people: number): void {
    const groups = this.counts.get(count);
    if (groups) groups.set(group, people);
    else this.counts.set(count, new Map([[group, people]]));
  }

  take(others: FiguresSoFar): void {
    for (const [count, groups] of others.counts) for (const [group, people] of groups) this.add(count, group, people);
  }
}

export type Others = readonly [onRecord: FiguresSoFar, before: FiguresSoFar, beside: FiguresSoFar];

export function figuresAround(count: string, people: readonly PeopleOfGroup[], [onRecord, before, beside]: Others) {
  const figures = new Map<string, KnownFigure>();
  const say = (from: KnownFigure["from"]) => (figure: number, group: string) => figures.set(group, { people: figure, from });
  onRecord.of(count).forEach(say("record"));
  before.of(count).forEach(say("before"));
  beside.of(count).forEach(say("beside"));
  for (const { group, people: figure } of people) figures.set(group, { people: figure, from: "row" });
  return figures;
}
