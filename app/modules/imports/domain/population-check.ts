// Which figures of one area, year and basis cannot stand beside each other: a part that is larger than the whole around it,
// and five-year bands that do not add up to the group they make up. Every group is a span of years of age.
import { POPULATION_GROUPS } from "./population-import";
import type { Issue } from "./issue";

/** A figure and where it stands: in the row that is looked at, in one beside it, in one long before it, or on record. */
export interface KnownFigure {
  readonly people: number;
  readonly from: "row" | "beside" | "before" | "record";
}

export type FiguresOfArea = ReadonlyMap<string, KnownFigure>;

type Span = readonly [from: number, to: number];

function spanOf(group: string): Span {
  if (group === "all") return [0, Infinity];
  if (group === "0-2") return [0, 3];
  const [from = 0, to] = [...group.matchAll(/\d+/g)].map(([digits]) => Number(digits));
  return group.endsWith("plus") ? [from, Infinity] : [from, (to ?? from) + 1];
}

const SPANS: ReadonlyMap<string, Span> = new Map(POPULATION_GROUPS.map(({ key }) => [key, spanOf(key)]));
const BANDS = POPULATION_GROUPS.map(({ key }) => key).filter((key) => key.startsWith("age-"));
const WHOLES = POPULATION_GROUPS.map(({ key }) => key).filter((key) => !key.startsWith("age-"));

const isInside = (part: string, whole: string): boolean => {
  const [inner, outer] = [SPANS.get(part), SPANS.get(whole)];
  return part !== whole && inner !== undefined && outer !== undefined && inner[0] >= outer[0] && inner[1] <= outer[1];
};
const widthOf = (group: string): number => {
  const [from, to] = SPANS.get(group) ?? [0, 0];
  return Math.min(to, 120) - from;
};
const nameOf = (group: string) => POPULATION_GROUPS.find(({ key }) => key === group) ?? { zh: group, en: group };

/** Remarks for the row whose own figures are told apart by `from: "row"`; others' contradictions are theirs to tell. */
export function contradictions(figures: FiguresOfArea): readonly Issue[] {
  return [...nested(figures), ...sums(figures), ...youngest(figures)];
}

function nested(figures: FiguresOfArea): Issue[] {
  return [...figures].flatMap(([part, { people, from }]) => {
    const larger = [...figures]
      .filter(([whole, figure]) => isInside(part, whole) && figure.people < people)
      .sort(([a], [b]) => widthOf(a) - widthOf(b));
    // The row of the part tells it; where that row is past, or the part is only on record, the row of the whole does.
    const found = larger.find(([, whole]) => from === "row" || (from !== "beside" && whole.from === "row"));
    if (!found) return [];
    const [whole, figure] = found;
    const isRecord = from === "record" || figure.from === "record";
    return [
      remark(isRecord ? "warning" : "error", "part-exceeds-whole", from === "row" ? part : whole, part, people, whole, figure),
    ];
  });
}

/** Figures rounded each for itself may be off by half a person a band. */
function sums(figures: FiguresOfArea): Issue[] {
  return WHOLES.flatMap((whole): Issue[] => {
    const figure = figures.get(whole);
    const inside = BANDS.filter((band) => isInside(band, whole));
    const given = inside.flatMap((band) => figures.get(band) ?? []);
    if (!figure || given.length === 0 || ![figure, ...given].some(({ from }) => from === "row")) return [];
    // Where the whole stands in a row beside this one, that row tells it.
    if (figure.from === "beside") return [];
    const sum = given.reduce((all, { people }) => all + people, 0);
    const isWhole = whole !== "0-2" && given.length === inside.length;
    const excess = sum - figure.people;
    const isTooMany = excess > (isWhole ? given.length : 0);
    if (!isTooMany && !(isWhole && excess !== 0)) return [];
    const isRecord = [figure, ...given].some(({ from }) => from === "record");
    const { zh, en } = nameOf(whole);
    const facts = { wholeZh: zh, wholeEn: en, whole: figure.people, sum, bands: given.length };
    return [
      {
        severity: isTooMany && !isRecord ? "error" : "warning",
        code: isTooMany ? "bands-exceed-whole" : "bands-differ",
        ...{ column: `group.${whole}`, field: `group.${whole}`, value: String(figure.people), facts },
      },
    ];
  });
}

/** Children under three are among those of age 0 and of ages 1 to 4. */
function youngest(figures: FiguresOfArea): Issue[] {
  const [few, first, next] = [figures.get("0-2"), figures.get("age-0"), figures.get("age-1-4")];
  if (!few || !first || !next || few.people <= first.people + next.people || few.from === "beside") return [];
  if (![few, first, next].some(({ from }) => from === "row")) return [];
  const isRecord = [few, first, next].some(({ from }) => from === "record");
  const whole = { people: first.people + next.people, from: first.from };
  const issue = remark(isRecord ? "warning" : "error", "part-exceeds-whole", "0-2", "0-2", few.people, "age-1-4", whole);
  return [{ ...issue, facts: { ...issue.facts, wholeZh: "0岁与1–4岁之和", wholeEn: "age 0 and ages 1 to 4 together" } }];
}

function remark(
  severity: Issue["severity"],
  code: "part-exceeds-whole",
  at: string,
  part: string,
  people: number,
  whole: string,
  figure: KnownFigure,
): Issue {
  const [inner, outer] = [nameOf(part), nameOf(whole)];
  return {
    ...{ severity, code, column: `group.${at}`, field: `group.${at}`, value: String(at === part ? people : figure.people) },
    facts: { partZh: inner.zh, partEn: inner.en, part: people, wholeZh: outer.zh, wholeEn: outer.en, whole: figure.people },
  };
}
