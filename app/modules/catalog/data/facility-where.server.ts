import { likePattern } from "~/platform/like-pattern.server";
import { Prisma } from "~/platform/generated/prisma/client";
import { warningHorizon } from "../domain/document-clock";
import { codeRange, type FacilityFilter } from "../domain/facility-filter";
import type { CalendarDay } from "~/shared/calendar-day";

/** Rows of `facility f` joined to the one state `s` of the day. */
export const facilitiesOn = (day: CalendarDay): Prisma.Sql => Prisma.sql`
  facility f JOIN facility_state s ON s.facility_id = f.id
    AND s.valid_from <= ${day}::date AND (s.valid_to IS NULL OR s.valid_to > ${day}::date)`;

const holds = (table: string, day: CalendarDay): Prisma.Sql => {
  const column = (name: string) => Prisma.raw(`${table}.${name}`);
  return Prisma.sql`${column("valid_from")} <= ${day}::date AND (${column("valid_to")} IS NULL OR ${column("valid_to")} > ${day}::date)`;
};

/** All that is searched by ear and eye; the same expression as the index `facility_bigrams`. */
export const SEARCH_TEXT = Prisma.raw(
  `lower(f.name || ' ' || f.address || ' ' || replace(f.pinyin, ' ', '') || ' ' || f.initials)`,
);

/** What a search found beforehand: the keys where they are few, else words to look for line by line. */
export type Found = { readonly ids: readonly string[] } | { readonly words: readonly WordSearch[] } | null;

export interface WordSearch {
  readonly word: string;
  /** areas whose name matches the word: everything below them matches too */
  readonly areaCodes: readonly string[];
}

const inSubtree = (code: string): Prisma.Sql => {
  const { lo, hi } = codeRange(code);
  return Prisma.sql`(f.area_code >= ${lo} AND f.area_code < ${hi})`;
};

/** One word, in the text or in the name of an area above. `byIndex` adds the bigrams that let the index find it. */
export function wordCondition({ word, areaCodes }: WordSearch, byIndex: boolean): Prisma.Sql {
  const text = Prisma.sql`${SEARCH_TEXT} LIKE ${likePattern(word)}`;
  const indexed =
    byIndex && [...word].length > 1 ? Prisma.sql`(text_bigrams(${SEARCH_TEXT}) @> text_bigrams(${word}) AND ${text})` : text;
  return Prisma.sql`(${Prisma.join([indexed, ...areaCodes.map(inSubtree)], " OR ")})`;
}

export function whereFacility(cityCode: string, filter: FacilityFilter, day: CalendarDay, found: Found): Prisma.Sql {
  const parts: Prisma.Sql[] = [Prisma.sql`f.city_code = ${cityCode}`];
  parts.push(filter.state === null ? Prisma.sql`s.state <> 'closed'` : Prisma.sql`s.state = ${filter.state}`);
  if (found && "ids" in found) parts.push(Prisma.sql`f.id = ANY(${[...found.ids]}::uuid[])`);
  if (found && "words" in found) parts.push(...found.words.map((word) => wordCondition(word, false)));
  if (filter.kind !== null) parts.push(Prisma.sql`f.kind_key = ${filter.kind}`);
  if (filter.sector !== null)
    parts.push(
      Prisma.sql`f.kind_key IN (SELECT k.key FROM facility_kind k WHERE k.city_code = ${cityCode} AND k.sector = ${filter.sector})`,
    );
  if (filter.area !== null) parts.push(inSubtree(filter.area));
  if (filter.line !== null) parts.push(Prisma.sql`f.line = ${filter.line}`);
  if (filter.position !== null) parts.push(Prisma.sql`f.position_quality = ${filter.position}`);
  if (filter.operator !== null)
    parts.push(
      Prisma.sql`f.operator_id IN (SELECT p.id FROM operator p WHERE p.city_code = ${cityCode} AND p.kind = ${filter.operator})`,
    );
  if (filter.type !== null)
    parts.push(
      Prisma.sql`f.id IN (SELECT o.facility_id FROM offering o WHERE o.service_type = ${filter.type} AND ${holds("o", day)})`,
    );
  if (filter.isInclusive)
    parts.push(Prisma.sql`f.id IN (SELECT o.facility_id FROM offering o JOIN offering_class c ON c.offering_id = o.id
      WHERE c.is_inclusive AND ${holds("o", day)})`);
  if (filter.documents === "expired")
    parts.push(Prisma.sql`f.id IN (SELECT d.facility_id FROM document d WHERE d.expires_on < ${day}::date)`);
  if (filter.documents === "expiring")
    parts.push(Prisma.sql`f.id IN (SELECT d.facility_id FROM document d
      WHERE d.expires_on BETWEEN ${day}::date AND ${warningHorizon(day)}::date)`);
  return Prisma.join(parts, " AND ");
}
