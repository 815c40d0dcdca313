import { v7 as newId } from "uuid";
import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { Line } from "~/shared/line";
import type { CallbackAnswer, DrawnFrom, SampledVisit } from "../domain/callback-sample";

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
export const drawnFrom = (
  { db }: UnitOfWork,
  { code, timeZone }: CityOf,
  { areaCode, line, month }: SamplePlace,
  after: CalendarDay,
  asOf: Date,
): Promise<DrawnFrom[]> => db.$queryRaw<DrawnFrom[]>`
  SELECT e.client_id AS id, e.author_id AS "authorId" FROM visit_event e
  WHERE e.city_code = ${code} AND starts_with(e.area_code, ${areaCode}) AND e.line = ${line} AND e.outcome IN ('seen', 'spoken-to') AND e.received_at <= ${asOf}
    AND e.began_at >= (${month}::date::timestamp AT TIME ZONE ${timeZone}) AND e.began_at < (${after}::date::timestamp AT TIME ZONE ${timeZone})`;

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

/** In the order they were drawn, each with the last answer that was noted. */
export const sampledVisits = ({ db }: UnitOfWork, sample: CallbackSample): Promise<SampledVisit[]> => db.$queryRaw<
  SampledVisit[]
>`
  SELECT e.client_id AS "eventId", COALESCE(r.merged_into, e.resident_id) AS "residentId", r.name, r.register_number AS "registerNumber", e.area_code AS "areaCode",
    ${iso(Prisma.sql`e.began_at`)} AS "beganAt", e.outcome, e.channel, e.author_id AS "authorId", c.answer, c.called_by AS "calledBy", ${iso(Prisma.sql`c.called_at`)} AS "calledAt"
  FROM unnest(${[...sample.eventIds]}::uuid[]) WITH ORDINALITY AS s(id, nth) JOIN visit_event e ON e.client_id = s.id LEFT JOIN resident r ON r.id = e.resident_id
    LEFT JOIN LATERAL (SELECT answer, called_by, called_at FROM visit_callback c WHERE c.sample_id = ${sample.id}::uuid AND c.event_id = s.id
      ORDER BY c.called_at DESC, c.id DESC LIMIT 1) c ON true
  ORDER BY s.nth`;

const iso = (column: Prisma.Sql) => Prisma.sql`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

export const addAnswer = (
  { db, actor }: UnitOfWork,
  { sampleId, eventId, answer }: { readonly sampleId: string; readonly eventId: string; readonly answer: CallbackAnswer },
) => db.visitCallback.createMany({ data: [{ id: newId(), sampleId, eventId, answer, calledBy: actor.personId }] });
