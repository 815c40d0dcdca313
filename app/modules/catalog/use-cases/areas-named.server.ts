import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import { bestNamed, shortName } from "~/modules/imports/domain/area-name-forms";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { findArea, searchAreas, type AreaChoice } from "../data/area-look-up.server";

/** Areas by name, pinyin, initials or code, for anyone: the names of a city's areas are published statistics. */
export const areasNamed = (cityCode: string, words: string, most: number): Promise<AreaChoice[]> =>
  inUnitOfWork(NOBODY, (uow) => searchAreas(uow, cityCode, words, most));

const MOST_NAMED = 60;
const MOST_CHOICES = 12;

/**
 * The areas that words of anyone may mean: one where they say it («花园路街道 · 410105003», a whole name), several to choose from
 * where they do not, none where nothing is called so.
 */
export function areasWritten(cityCode: string, written: string): Promise<AreaChoice[]> {
  const code = /(?<!\d)(\d{6}|\d{9}|\d{12})(?!\d)/.exec(written)?.[1];
  return inUnitOfWork(NOBODY, async (uow) => {
    const coded = code ? await findArea(uow, cityCode, code) : null;
    if (coded) return [coded];
    const found = await searchAreas(uow, cityCode, shortName(written), MOST_NAMED);
    const named = bestNamed(written, found);
    return (named.length > 0 ? named : found).slice(0, MOST_CHOICES);
  });
}
