// Which area a row means by the names it states, and what a person needs to say it better where it is not clear: the areas of that name, else
// the nearest names. Never a guess among several.
import { everydayAreaName, shortName } from "./area-name-forms";
import type { Gazetteer, GazetteerArea } from "./gazetteer";
import { type ReadRow, textIn } from "./row-reading";

export type MeantArea =
  | { readonly kind: "found"; readonly area: GazetteerArea }
  | {
      readonly kind: "several" | "unknown";
      readonly field: "areaCode" | "district" | "street" | "community";
      /** as the row writes it */
      readonly value: string;
      /** the smallest name with the larger ones before it: one word on the page, whatever row it stands in */
      readonly word: string;
      /** areas of that name, else the nearest names, nearest first */
      readonly areas: readonly GazetteerArea[];
      /** whether these go by the very name */
      readonly isNamed: boolean;
      /** every area of the level inside the one street the row states */
      readonly inStreet: readonly GazetteerArea[];
    };

/** What a person said a word means: an area's code; «» is «leave it empty». */
export type Explained = (field: string, word: string) => string | undefined;

export const LEVELS = ["district", "street", "community"] as const;
const BETWEEN = " / ";
const MOST = 6;

/** Null where the row names no area at all. */
export function meantArea(row: ReadRow, gazetteer: Gazetteer, explained: Explained = () => undefined): MeantArea | null {
  const code = textIn(row, "areaCode");
  if (code !== undefined) {
    const area = gazetteer.areaOf(code);
    return area
      ? { kind: "found", area }
      : { kind: "unknown", field: "areaCode", value: code, word: code, areas: [], isNamed: false, inStreet: [] };
  }
  let stated: Partial<Record<(typeof LEVELS)[number], string>> = {};
  for (const level of LEVELS) {
    const name = textIn(row, level);
    if (name === undefined) continue;
    const wordsBefore = LEVELS.flatMap((larger) => stated[larger] ?? []);
    const said = explained(level, [...wordsBefore, name].join(BETWEEN));
    if (said === "") continue;
    const area = said === undefined ? undefined : gazetteer.areaOf(said);
    if (area?.level === "community") return { kind: "found", area };
    stated = { ...stated, [level]: area?.name ?? name };
  }
  const field = LEVELS.findLast((level) => stated[level] !== undefined);
  if (field === undefined) return null;
  const fit = gazetteer.fitting(stated);
  if (fit.length === 1 && fit[0]) return { kind: "found", area: fit[0] };
  const value = stated[field] ?? "";
  const word = LEVELS.flatMap((level) => stated[level] ?? []).join(BETWEEN);
  if (fit.length > 1) return { kind: "several", field, value, word, areas: fit, isNamed: true, inStreet: [] };
  const elsewhere = gazetteer.named(value, field);
  const within = gazetteer.fitting({ ...stated, [field]: undefined });
  const isOneStreet = within.length === 1 && within[0]?.level === "street";
  const inStreet = isOneStreet ? gazetteer.inside(gazetteer.areas, within).filter(({ level }) => level === field) : [];
  const areas = elsewhere.length > 0 ? elsewhere : nearestNames(gazetteer, value, field, within);
  return { kind: "unknown", field, value, word, areas: areas.slice(0, MOST), isNamed: elsewhere.length > 0, inStreet };
}

const asked = new WeakMap<Gazetteer, Map<string, readonly GazetteerArea[]>>();
const MOST_ASKED = 500;
const NEAR_ENOUGH = 0.5;

/** Names that share most letters with the one written; a list full of strange words is not compared for ever. */
function nearestNames(
  gazetteer: Gazetteer,
  name: string,
  level: GazetteerArea["level"],
  within: readonly GazetteerArea[],
): readonly GazetteerArea[] {
  const known = asked.get(gazetteer) ?? new Map<string, readonly GazetteerArea[]>();
  asked.set(gazetteer, known);
  const key = [level, name, ...within.map(({ code }) => code)].join("|");
  const before = known.get(key);
  if (before || known.size >= MOST_ASKED) return before ?? [];
  const wanted = lettersOf(name);
  const near = gazetteer
    .inside(gazetteer.areas, within)
    .filter((area) => area.level === level)
    .map((area) => ({ area, likeness: shared(wanted, lettersOf(area.name)) }))
    .filter(({ likeness }) => likeness >= NEAR_ENOUGH)
    .sort((a, b) => b.likeness - a.likeness || a.area.code.localeCompare(b.area.code))
    .slice(0, MOST)
    .map(({ area }) => area);
  known.set(key, near);
  return near;
}

const lettersOf = (name: string): ReadonlySet<string> => new Set(shortName(everydayAreaName(name)));
const shared = (a: ReadonlySet<string>, b: ReadonlySet<string>): number =>
  a.size + b.size === 0 ? 0 : (2 * [...a].filter((letter) => b.has(letter)).length) / (a.size + b.size);
