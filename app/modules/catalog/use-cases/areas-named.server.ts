import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import { bestNamed, nameFit, shortName } from "~/modules/imports/domain/area-name-forms";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { districtChoices, findArea, listDistricts, searchAreas, type AreaChoice } from "../data/area-look-up.server";
import { areaPath, englishPath } from "../domain/area-path";

/** Areas by name, pinyin, initials or code, for anyone: the names of a city's areas are published statistics. */
export const areasNamed = (cityCode: string, words: string, most: number): Promise<AreaChoice[]> =>
  inUnitOfWork(NOBODY, (uow) => searchAreas(uow, cityCode, words, most));

const MOST_NAMED = 60;
/** before those that lie elsewhere are left out */
const MOST_WITHIN = 500;
const MOST_CHOICES = 12;

/** Whether words are an area's whole name, or its name but for the ending («花园路» for «花园路街道»). */
export function areaFit(words: string, name: string): "whole" | "short" | null {
  const fit = nameFit(words, { name });
  return fit === null ? null : fit === 0 ? "whole" : "short";
}

interface Within {
  readonly code: string;
  readonly nameZh: string;
}

/** Suggestions for a place that somebody types: a name, its pinyin, or where it lies first. */
export const areasTyped = ({ code: cityCode, nameZh }: Within, words: string, most: number): Promise<AreaChoice[]> =>
  inUnitOfWork(NOBODY, async (uow) => {
    const found = await searchAreas(uow, cityCode, words, most);
    return found.length > 0 ? found : (await alongPath(uow, { code: cityCode, nameZh }, words)).slice(0, most);
  });

/**
 * The areas that words of anyone may mean: one where they say it («花园路街道 · 410105003», «金水区花园路街道», a whole name), several to
 * choose from where they do not, none where nothing is called so.
 */
export function areasWritten({ code: cityCode, nameZh }: Within, written: string): Promise<AreaChoice[]> {
  const code = /(?<!\d)(\d{6}|\d{9}|\d{12})(?!\d)/.exec(written)?.[1];
  return inUnitOfWork(NOBODY, async (uow) => {
    const coded = code ? await findArea(uow, cityCode, code) : null;
    if (coded) return [coded];
    const found = await searchAreas(uow, cityCode, shortName(written), MOST_NAMED);
    const named = bestNamed(written, found);
    if (named.length > 0 || found.length > 0) return (named.length > 0 ? named : found).slice(0, MOST_CHOICES);
    return (await alongPath(uow, { code: cityCode, nameZh }, written)).slice(0, MOST_CHOICES);
  });
}

/** The districts of a city, for whoever does not know the street. */
export const districtsOf = (cityCode: string): Promise<AreaChoice[]> =>
  inUnitOfWork(NOBODY, (uow) => districtChoices(uow, cityCode));

/** What is meant by words that say where it lies first, or, in English, last. */
async function alongPath(uow: UnitOfWork, { code: cityCode, nameZh }: Within, written: string): Promise<AreaChoice[]> {
  const english = englishPath(written);
  if (english) {
    const [name, ...above] = english;
    const found = await searchAreas(uow, cityCode, name.split(" ")[0] ?? "", MOST_NAMED);
    const lies = (area: AreaChoice) => above.every((part) => area.withinEn.toLowerCase().includes(part.toLowerCase()));
    return found.filter(lies);
  }
  const { isOfCity, district, street, rest } = areaPath(written, nameZh, await listDistricts(uow, cityCode));
  if (!isOfCity && !district && !street) return [];
  const below = async (words: string, code: string): Promise<AreaChoice[]> => {
    const found = (await searchAreas(uow, cityCode, shortName(words), MOST_WITHIN)).filter((area) => area.code.startsWith(code));
    const named = bestNamed(words, found);
    return named.length > 0 ? named : found;
  };
  const within = district?.code ?? cityCode;
  if (rest === "") {
    const named = district && (await findArea(uow, cityCode, district.code));
    return named ? [named] : districtChoices(uow, cityCode);
  }
  const streets = street === "" ? [] : (await below(street, within)).filter(({ code }) => code.length === 9);
  for (const { code } of streets) {
    const found = await below(rest, code);
    if (found.length > 0) return found;
  }
  return streets.length > 0 ? streets : below(rest, within);
}
