import { v7 as newId } from "uuid";
import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { Line } from "~/shared/line";
import type { CallbackAnswer, DrawnPlaces, SampledVisit } from "../domain/callback-sample";

export interface SamplePlace {
  readonly areaCode: string;
  readonly line: Line;
  /** the first of the month */
  readonly month: CalendarDay;
}

interface CityOf {
  readonly code: string;
  readonly timeZone: string;
}

/** Visits of a month that found somebody, as far as they had come in by then. */
const drawnFrom = (
  { code, timeZone }: CityOf,
  { areaCode, line, month }: SamplePlace,
  after: CalendarDay,
  asOf: Date,
) => Prisma.sql`
  FROM visit_event e
  WHERE e.city_code = ${code} AND starts_with(e.area_code, ${areaCode}) AND e.line = ${line} AND e.outcome IN ('seen', 'spoken-to') AND e.received_at <= ${asOf}
    AND e.began_at >= (${month}::date::timestamp AT TIME ZONE ${timeZone}) AND e.began_at < (${after}::date::timestamp AT TIME ZONE ${timeZone})`;

/** How much there is to draw from. */
export async function countDrawnFrom(
  { db }: UnitOfWork,
  city: CityOf,
  place: SamplePlace,
  after: CalendarDay,
  asOf: Date,
): Promise<{ readonly visits: number; readonly authors: number }> {
  const [row] = await db.$queryRaw<{ visits: number; authors: number }[]>`
    SELECT COALESCE(sum(n), 0)::int AS visits, count(*)::int AS authors FROM (SELECT count(*) AS n ${drawnFrom(city, place, after, asOf)} GROUP BY e.author_id) a`;
  return row!;
}

/** What is drawn from, held for the rest of the transaction: a visit that comes in meanwhile is not among it. */
export interface CallbackPool {
  /** SHA-256 over «id author» of each visit on a line, in the order of the ids */
  readonly hash: string;
  /** how many visits each author made, in the order of the authors' ids */
  readonly ofAuthors: readonly number[];
}

export async function holdPool(
  { db }: UnitOfWork,
  city: CityOf,
  place: SamplePlace,
  after: CalendarDay,
  asOf: Date,
): Promise<CallbackPool> {
  await db.$executeRaw`
    CREATE TEMPORARY TABLE callback_pool ON COMMIT DROP AS SELECT e.client_id AS id, e.author_id AS author ${drawnFrom(city, place, after, asOf)}`;
  const [row] = await db.$queryRaw<{ hash: string }[]>`
    SELECT encode(sha256(convert_to(COALESCE(string_agg(id || ' ' || author || E'\n', '' ORDER BY id), ''), 'UTF8')), 'hex') AS hash FROM callback_pool`;
  const counts = await db.$queryRaw<
    { n: number }[]
  >`SELECT count(*)::int AS n FROM callback_pool GROUP BY author ORDER BY author`;
  return { hash: row!.hash, ofAuthors: counts.map(({ n }) => n) };
}

/** Ids at these places of the held pool, in the order they were drawn. */
export async function idsAt({ db }: UnitOfWork, { ofAuthors, ofRest }: DrawnPlaces): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    WITH ordered AS (SELECT id, author, row_number() OVER (PARTITION BY author ORDER BY id) - 1 AS place, dense_rank() OVER (ORDER BY author) AS nth FROM callback_pool),
      first AS (SELECT o.id, a.nth FROM unnest(${[...ofAuthors]}::bigint[]) WITH ORDINALITY AS a (place, nth) JOIN ordered o USING (nth, place)),
      rest AS (SELECT p.id, row_number() OVER (ORDER BY p.id) - 1 AS place FROM callback_pool p WHERE NOT EXISTS (SELECT 1 FROM first f WHERE f.id = p.id))
    SELECT id FROM (SELECT id, 0 AS turn, nth FROM first
      UNION ALL SELECT r.id, 1, d.nth FROM unnest(${[...ofRest]}::bigint[]) WITH ORDINALITY AS d (place, nth) JOIN rest r USING (place)) drawn ORDER BY turn, nth`;
  return rows.map(({ id }) => id);
}

export interface CallbackSample {
  readonly id: string;
  readonly asOf: Date;
  readonly size: number;
  readonly population: number;
  readonly populationHash: string;
  readonly seed: number;
  readonly eventIds: readonly string[];
  readonly drawnBy: string | null;
  readonly drawnAt: Date;
}

export async function findSample({ db }: UnitOfWork, cityCode: string, place: SamplePlace): Promise<CallbackSample | null> {
  const { areaCode, line, month } = place;
  const row = await db.visitCallbackSample.findFirst({
    where: { cityCode, areaCode, line, month: new Date(`${month}T00:00:00Z`) },
  });
  return row && { ...row, seed: Number(row.seed) };
}

/** Whether it was written: a unit's month is drawn once. */
export async function addSample(
  { db, actor }: UnitOfWork,
  cityCode: string,
  { areaCode, line, month }: SamplePlace,
  drawn: Omit<CallbackSample, "id" | "drawnBy" | "drawnAt">,
): Promise<string | null> {
  const id = newId();
  const { count } = await db.visitCallbackSample.createMany({
    data: [
      {
        ...{ id, cityCode, areaCode, line, month: new Date(`${month}T00:00:00Z`), drawnBy: actor.personId },
        ...{ ...drawn, seed: BigInt(drawn.seed), eventIds: [...drawn.eventIds] },
      },
    ],
    skipDuplicates: true,
  });
  return count === 1 ? id : null;
}

/** What was said of each in the end. */
const lastAnswer = (sampleId: string) => Prisma.sql`
  LEFT JOIN LATERAL (SELECT answer, called_by, called_at FROM visit_callback c WHERE c.sample_id = ${sampleId}::uuid AND c.event_id = s.id
    ORDER BY c.called_at DESC, c.id DESC LIMIT 1) c ON true`;

export interface SamplePage {
  /** after so many of those drawn */
  readonly after: number;
  readonly most: number;
  /** those nobody has spoken with alone */
  readonly isOpenOnly?: boolean;
}

/** In the order they were drawn, each with the last answer that was noted. */
export const sampledVisits = (
  { db }: UnitOfWork,
  { id, eventIds }: CallbackSample,
  { after, most, isOpenOnly = false }: SamplePage,
): Promise<SampledVisit[]> => db.$queryRaw<SampledVisit[]>`
  SELECT e.client_id AS "eventId", COALESCE(r.merged_into, e.resident_id) AS "residentId", r.name, r.register_number AS "registerNumber", e.area_code AS "areaCode", s.nth::int AS nth,
    ${iso(Prisma.sql`e.began_at`)} AS "beganAt", e.outcome, e.channel, e.author_id AS "authorId", c.answer, c.called_by AS "calledBy", ${iso(Prisma.sql`c.called_at`)} AS "calledAt"
  FROM unnest(${[...eventIds]}::uuid[]) WITH ORDINALITY AS s(id, nth) JOIN visit_event e ON e.client_id = s.id LEFT JOIN resident r ON r.id = e.resident_id
    ${lastAnswer(id)}
  WHERE s.nth > ${after} AND ${isOpenOnly ? Prisma.sql`COALESCE(c.answer, 'not-reached') = 'not-reached'` : Prisma.sql`true`}
  ORDER BY s.nth LIMIT ${most}`;

/** How many of those drawn have which last answer. */
export async function sampleAnswers({ db }: UnitOfWork, { id, eventIds }: CallbackSample): Promise<Map<CallbackAnswer, number>> {
  const rows = await db.$queryRaw<{ answer: CallbackAnswer; n: number }[]>`
    SELECT c.answer, count(*)::int AS n FROM unnest(${[...eventIds]}::uuid[]) AS s(id) ${lastAnswer(id)} WHERE c.answer IS NOT NULL GROUP BY 1`;
  return new Map(rows.map(({ answer, n }) => [answer, n]));
}

const iso = (column: Prisma.Sql) => Prisma.sql`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

export const addAnswer = (
  { db, actor }: UnitOfWork,
  { sampleId, eventId, answer }: { readonly sampleId: string; readonly eventId: string; readonly answer: CallbackAnswer },
) => db.visitCallback.createMany({ data: [{ id: newId(), sampleId, eventId, answer, calledBy: actor.personId }] });
