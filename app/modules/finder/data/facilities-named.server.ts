import { likePattern } from "~/platform/like-pattern.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";

export interface NamedFacility {
  readonly name: string;
  readonly address: string;
  readonly lon: number;
  readonly lat: number;
}

/** Facilities with a position whose name, pinyin or initials hold the words. The text is that of the index `facility_bigrams`. */
export async function facilitiesNamed(uow: UnitOfWork, cityCode: string, words: string, most: number): Promise<NamedFacility[]> {
  const word = words.trim().toLowerCase();
  if ([...word].length < 2) return [];
  return uow.db.$queryRaw<NamedFacility[]>`
    SELECT f.name, f.address, f.lon, f.lat FROM facility f
    WHERE f.city_code = ${cityCode} AND f.lon IS NOT NULL
      AND text_bigrams(lower(f.name || ' ' || f.address || ' ' || replace(f.pinyin, ' ', '') || ' ' || f.initials)) @> text_bigrams(${word})
      AND (lower(f.name) LIKE ${likePattern(word)} OR starts_with(replace(f.pinyin, ' ', ''), ${word}) OR starts_with(f.initials, ${word}))
    LIMIT ${most}`;
}
