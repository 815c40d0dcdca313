import { v7 as newId } from "uuid";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { Line } from "~/shared/line";
import type { HandedIn } from "../domain/composed-month";
import type { LightLimits } from "../domain/month-figures";
import { type FrozenFigures, type MonthReport, type ReportState } from "../domain/month-report";

const dateOf = (day: CalendarDay): Date => new Date(`${day}T00:00:00Z`);

interface Place {
  readonly cityCode: string;
  readonly line: Line;
  readonly areaCode: string;
  readonly month: CalendarDay;
}

const keyOf = ({ cityCode, line, areaCode, month }: Place): string => `month:${cityCode}:${line}:${areaCode}:${month}`;

/** One step of a unit's month at a time, and no visit of it is being written down meanwhile. */
export const holdReport = ({ db }: UnitOfWork, place: Place) =>
  db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${keyOf(place)}, 0))`;

/** Digits of a city, a district, a street and a community. */
const LEVELS = [4, 6, 9, 12];

/** Held by whoever writes a visit down: the months it lies in are handed in with it, or before it and get it as a correction. */
export const holdMonths = ({ db }: UnitOfWork, places: readonly Place[]) => {
  const keys = places.flatMap((place) => {
    const above = LEVELS.filter((digits) => digits <= place.areaCode.length).map((digits) => place.areaCode.slice(0, digits));
    return above.map((areaCode) => keyOf({ ...place, areaCode }));
  });
  return db.$executeRaw`
    SELECT pg_advisory_xact_lock_shared(hashtextextended(key, 0)) FROM (SELECT DISTINCT key FROM unnest(${keys}::text[]) AS key ORDER BY key) AS held`;
};

/** Waits for whoever changes who is on the register there, and keeps them waiting: a month counts what it will not be corrected by. */
export const holdRegister = ({ db }: UnitOfWork, { line, areaCode }: Place) =>
  db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`register-months:${line}:${areaCode.slice(0, 6)}`}, 0))`;

type Row = Awaited<ReturnType<UnitOfWork["db"]["monthReport"]["findFirstOrThrow"]>>;
const asReport = ({ month, figures, state, ...row }: Row): MonthReport => ({
  ...row,
  ...{ month: month.toISOString().slice(0, 10), state: state as ReportState },
  figures: (figures as object | null) && "total" in (figures as object) ? (figures as unknown as FrozenFigures) : null,
});

export async function findReport({ db }: UnitOfWork, { cityCode, line, areaCode, month }: Place): Promise<MonthReport | null> {
  const row = await db.monthReport.findFirst({ where: { cityCode, line, areaCode, month: dateOf(month) } });
  return row && asReport(row);
}

/** Reports of the areas directly below. */
export async function reportsBelow(
  { db }: UnitOfWork,
  { cityCode, line, areaCode, month }: Place,
  digits: number,
): Promise<MonthReport[]> {
  const rows = await db.monthReport.findMany({
    where: { cityCode, line, month: dateOf(month), areaCode: { startsWith: areaCode } },
  });
  return rows.filter((row) => row.areaCode.length === digits && row.areaCode !== areaCode).map(asReport);
}

export interface HandedInBelow extends HandedIn {
  readonly id: string;
}

/** What the units below handed in, at any level: a unit's own, and of those below it only where it did not. */
export const handedInBelow = ({ db }: UnitOfWork, { cityCode, line, areaCode, month }: Place) => db.$queryRaw<HandedInBelow[]>`
  WITH below AS (SELECT m.* FROM month_report m WHERE m.city_code = ${cityCode} AND m.line = ${line} AND m.month = ${month}::date
    AND m.state IN ('submitted', 'locked') AND m.figures ? 'total' AND starts_with(m.area_code, ${areaCode}) AND m.area_code <> ${areaCode})
  SELECT b.id, b.area_code AS "areaCode", b.figures -> 'total' AS total, b.figures -> 'byCategory' AS "byCategory",
    (SELECT count(*)::int FROM month_correction c WHERE c.report_id = b.id) AS corrections
  FROM below b WHERE NOT EXISTS (SELECT 1 FROM below a WHERE a.area_code <> b.area_code AND a.area_code = ANY(ARRAY[left(b.area_code, 6), left(b.area_code, 9)]))
  ORDER BY b.area_code`;

/** What is handed in with the figures of others is corrected by what they are corrected by. */
export const takeCorrectionsOver = ({ db }: UnitOfWork, reportId: string, from: readonly string[]) => db.$executeRaw`
  INSERT INTO month_correction (id, report_id, event_id, resident_id, kind, noticed_at)
  SELECT gen_random_uuid(), ${reportId}::uuid, event_id, resident_id, kind, noticed_at FROM month_correction WHERE report_id = ANY(${[...from]}::uuid[])
  ON CONFLICT DO NOTHING`;

/** Hands a month in: its figures stay as they are now. */
export async function submitReport(
  { db, actor }: UnitOfWork,
  place: Place,
  basis: string,
  figures: FrozenFigures,
  at: Date,
): Promise<string> {
  const { cityCode, line, areaCode, month } = place;
  const said = {
    basis,
    figures: figures as object,
    filledBy: actor.personId,
    submittedAt: at,
    state: "submitted",
    returnedWhy: null,
  };
  const { id } = await db.monthReport.upsert({
    where: { cityCode_line_areaCode_month: { cityCode, line, areaCode, month: dateOf(month) } },
    create: { id: newId(), cityCode, line, areaCode, month: dateOf(month), ...said },
    update: { ...said, reviewedBy: null, reviewedAt: null, version: { increment: 1 } },
  });
  // What was told as corrections of an earlier hand-in is in these figures.
  await db.monthCorrection.deleteMany({ where: { reportId: id } });
  return id;
}

export const reviewReport = ({ db, actor }: UnitOfWork, id: string, state: "returned" | "locked", why: string | null, at: Date) =>
  db.monthReport.update({
    where: { id },
    data: { state, returnedWhy: why, reviewedBy: actor.personId, reviewedAt: at, version: { increment: 1 } },
  });

/** Where a city says nothing of its own: everybody is to be seen each month. */
export const STANDARD_LIMITS = {
  green: 1,
  yellow: 0.9,
  /** the standard's own, named in the reader's language */
  source: "",
};

export async function lightLimits({ db }: UnitOfWork, cityCode: string): Promise<LightLimits & { readonly source: string }> {
  return (
    (await db.monthLimit.findUnique({ where: { cityCode }, select: { green: true, yellow: true, source: true } })) ??
    STANDARD_LIMITS
  );
}

/** The city's own limits, with where they come from. */
export const sayLimits = ({ db }: UnitOfWork, cityCode: string, said: LightLimits & { readonly source: string }) =>
  db.monthLimit.upsert({ where: { cityCode }, create: { cityCode, ...said }, update: said });
