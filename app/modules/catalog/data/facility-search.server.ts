import { likePattern } from "~/platform/like-pattern.server";
import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { wordCondition, type Found, type WordSearch } from "./facility-where.server";

/** A word found in more lines than this is common: reading lines in order finds a page of them sooner than any index. */
const COMMON = 2000;
/** Areas a word may name; a word naming more («社区») is searched in names and addresses only. */
const MOST_AREAS = 40;

/** Words of a search are looked for in names, addresses, pinyin, initials and area names; every word must be found. */
export async function findBySearch(uow: UnitOfWork, cityCode: string, search: string): Promise<Found> {
  const words = search
    .toLowerCase()
    .split(/[\s，,、]+/)
    .filter((word) => word !== "")
    .slice(0, 6);
  if (words.length === 0) return null;
  const searches: WordSearch[] = [];
  for (const word of words) searches.push({ word, areaCodes: await areasNamed(uow, cityCode, word) });
  if (searches.some(({ word, areaCodes }) => [...word].length === 1 && areaCodes.length === 0)) return { words: searches };
  const conditions = Prisma.join(
    searches.map((word) => wordCondition(word, true)),
    " AND ",
  );
  const hits = await uow.db.$queryRaw<{ id: string }[]>`
    SELECT f.id FROM facility f WHERE f.city_code = ${cityCode} AND ${conditions} LIMIT ${COMMON + 1}`;
  return hits.length > COMMON ? { words: searches } : { ids: hits.map((hit) => hit.id) };
}

async function areasNamed(uow: UnitOfWork, cityCode: string, word: string): Promise<string[]> {
  if ([...word].length < 2) return [];
  const pattern = likePattern(word);
  const rows = await uow.db.$queryRaw<{ code: string }[]>`
    SELECT code FROM area_in_use
    WHERE city_code = ${cityCode} AND level <> 'city'
      AND (name LIKE ${pattern} OR replace(pinyin, ' ', '') LIKE ${`${word}%`} OR initials = ${word})
    ORDER BY length(code), code LIMIT ${MOST_AREAS + 1}`;
  return rows.length > MOST_AREAS ? [] : withoutCovered(rows.map((row) => row.code));
}

/** A code below another one of the list adds nothing. */
const withoutCovered = (codes: readonly string[]): string[] =>
  codes.filter((code) => !codes.some((other) => other !== code && code.startsWith(other)));
