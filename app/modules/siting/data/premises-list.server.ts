import { Prisma } from "~/platform/generated/prisma/client";
import { likePattern } from "~/platform/like-pattern.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { PremisesFilter, PremisesQuery, PremisesSort } from "../domain/premises/premises-filter";
import type { PremisesFigures, PremisesLeftOut, PremisesRow, SignedStep } from "../domain/premises/premises-list";
import { STAGES, type Stage } from "../domain/premises/premises-stage";
import { LAST_STEP, PROPOSAL, standingFrom, stepOn, type ProposalColumns, type StandingColumns } from "./premises-rows.server";

export const PAGE_SIZE = 50;

const STAGE_ORDER = [...STAGES];
const ORDERS: Record<PremisesSort, Prisma.Sql> = {
  name: Prisma.sql`p.pinyin COLLATE "C"`,
  area: Prisma.sql`p.area_code`,
  size: Prisma.sql`p.area_m2`,
  stage: Prisma.sql`array_position(${STAGE_ORDER}::text[], s.stage)`,
  rent: Prisma.sql`p.rent_fen`,
  build: Prisma.sql`p.build_fen`,
  changed: Prisma.sql`p.updated_at`,
};

/** All of a filter but its stage. */
function conditions(cityCode: string, { search, area, lift, fire, least, most }: PremisesFilter): Prisma.Sql {
  const [like, spoken] = [likePattern(search), likePattern(search.toLowerCase().replace(/\s+/g, ""))];
  return Prisma.join(
    [
      Prisma.sql`p.city_code = ${cityCode}`,
      ...(area ? [Prisma.sql`starts_with(p.area_code, ${area})`] : []),
      ...(lift ? [Prisma.sql`p.lift = ${lift}`] : []),
      ...(fire ? [Prisma.sql`p.fire = ${fire}`] : []),
      ...(least === null ? [] : [Prisma.sql`p.area_m2 >= ${least}`]),
      ...(most === null ? [] : [Prisma.sql`p.area_m2 <= ${most}`]),
      ...(search === ""
        ? []
        : [
            Prisma.sql`(p.name ILIKE ${like} OR p.address ILIKE ${like} OR p.external_id ILIKE ${like} OR p.ownership ILIKE ${like} OR p.note ILIKE ${like}
              OR p.pinyin LIKE ${spoken} OR p.initials LIKE ${spoken})`,
          ]),
    ],
    " AND ",
  );
}

const ofStage = (stage: PremisesFilter["stage"]): Prisma.Sql =>
  stage === null
    ? Prisma.sql`s.kind <> 'dropped'`
    : stage === "dropped"
      ? Prisma.sql`s.kind = 'dropped'`
      : Prisma.sql`s.kind <> 'dropped' AND s.stage = ${stage}`;

type Line = ProposalColumns & StandingColumns & { readonly changedOn: string };

function rowFrom({ changedOn, ...columns }: Line): PremisesRow {
  const { premises, standing } = standingFrom(columns);
  const { contactCipher, ...rest } = premises;
  return { ...rest, hasContact: contactCipher !== null, standing, changedOn };
}

/** The lines of a page; what has no value stands last, whichever way they are sorted. */
export async function premisesPage(
  { db }: UnitOfWork,
  cityCode: string,
  { filter, sort, isDescending, page }: PremisesQuery,
  size = PAGE_SIZE,
): Promise<PremisesRow[]> {
  const lines = await db.$queryRaw<Line[]>`
    SELECT ${PROPOSAL}, s.*, to_char(p.updated_at, 'YYYY-MM-DD') AS "changedOn" FROM site_proposal p ${LAST_STEP}
    WHERE ${conditions(cityCode, filter)} AND ${ofStage(filter.stage)}
    ORDER BY ${ORDERS[sort]} ${isDescending ? Prisma.sql`DESC` : Prisma.sql`ASC`} NULLS LAST, p.pinyin COLLATE "C", p.id
    LIMIT ${size} OFFSET ${(page - 1) * size}`;
  return lines.map(rowFrom);
}

export async function countPremises({ db }: UnitOfWork, cityCode: string, filter: PremisesFilter): Promise<PremisesFigures> {
  const rows = await db.$queryRaw<{ stage: Stage; isDropped: boolean; rows: number; unplaced: number; areaM2: number }[]>`
    SELECT s.stage, s.kind = 'dropped' AS "isDropped", count(*)::int AS rows, (count(*) FILTER (WHERE p.lon IS NULL))::int AS unplaced,
      COALESCE(sum(p.area_m2), 0)::float8 AS "areaM2"
    FROM site_proposal p ${LAST_STEP} WHERE ${conditions(cityCode, filter)} GROUP BY 1, 2`;
  const sum = (some: typeof rows, of: "rows" | "unplaced" | "areaM2") => some.reduce((all, row) => all + row[of], 0);
  const live = rows.filter(({ isDropped }) => !isDropped);
  const dropped = rows.filter(({ isDropped }) => isDropped);
  const { stage } = filter;
  const found = stage === null ? live : stage === "dropped" ? dropped : live.filter((row) => row.stage === stage);
  const at = STAGES.map(
    (one) =>
      [
        one,
        sum(
          live.filter((row) => row.stage === one),
          "rows",
        ),
      ] as const,
  );
  return {
    stages: { ...(Object.fromEntries(at) as Record<Stage, number>), dropped: sum(dropped, "rows") },
    found: sum(found, "rows"),
    unplaced: sum(found, "unplaced"),
    areaM2: sum(found, "areaM2"),
  };
}

/** The whole way of one, the first step first. */
export async function stepsOf({ db }: UnitOfWork, id: string): Promise<SignedStep[]> {
  return db.$queryRaw<SignedStep[]>`
    SELECT s.number, s.kind, s.stage, s.on_day::text AS "on", s.reason, s.cause, w.name AS by
    FROM site_proposal_step s LEFT JOIN LATERAL staff_names(ARRAY[s.done_by]) w ON true WHERE s.proposal_id = ${id}::uuid ORDER BY s.number`;
}

/** How many there are at all, whatever is asked: nothing at all is another page than nothing found. */
export const havePremises = async ({ db }: UnitOfWork, cityCode: string): Promise<boolean> =>
  (await db.siteProposal.findFirst({ where: { cityCode }, select: { id: true } })) !== null;

/** Those with a position at one of these stages on a day (null = by now), not dropped, in the order of their ids. */
export async function readPlacedPremises(
  { db }: UnitOfWork,
  cityCode: string,
  stages: readonly Stage[],
  { area, on }: { readonly area: string | null; readonly on: CalendarDay | null },
) {
  const lines = await db.$queryRaw<Line[]>`
    SELECT ${PROPOSAL}, s.*, to_char(p.updated_at, 'YYYY-MM-DD') AS "changedOn" FROM site_proposal p ${on === null ? LAST_STEP : stepOn(on)}
    WHERE p.city_code = ${cityCode} AND p.lon IS NOT NULL AND s.kind <> 'dropped' AND s.stage = ANY(${[...stages]}::text[])
      AND (${area}::text IS NULL OR starts_with(p.area_code, ${area}))
    ORDER BY p.id`;
  return lines.map(rowFrom).flatMap(({ position, ...row }) => (position ? [{ ...row, position }] : []));
}

/** Of those at these stages on a day, not dropped: how many nobody placed, and how many placed ones cannot pass for fire. */
export async function countLeftOut(
  { db }: UnitOfWork,
  cityCode: string,
  stages: readonly Stage[],
  { area, on }: { readonly area: string | null; readonly on: CalendarDay | null },
): Promise<PremisesLeftOut> {
  const [counted] = await db.$queryRaw<PremisesLeftOut[]>`
    SELECT (count(*) FILTER (WHERE p.lon IS NULL))::int AS unplaced, (count(*) FILTER (WHERE p.lon IS NOT NULL AND p.fire = 'no'))::int AS unfit
    FROM site_proposal p ${on === null ? LAST_STEP : stepOn(on)}
    WHERE p.city_code = ${cityCode} AND s.kind <> 'dropped' AND s.stage = ANY(${[...stages]}::text[])
      AND (${area}::text IS NULL OR starts_with(p.area_code, ${area}))`;
  return counted ?? { unplaced: 0, unfit: 0 };
}

export const isLinkedElsewhere = async ({ db }: UnitOfWork, id: string, facilityId: string): Promise<boolean> =>
  (await db.siteProposal.findFirst({ where: { facilityId, id: { not: id } }, select: { id: true } })) !== null;

export const namesOfPremises = ({ db }: UnitOfWork, ids: readonly string[]): Promise<{ id: string; name: string }[]> =>
  db.siteProposal.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } });

/** Sealed contacts of these. */
export async function ciphersOf({ db }: UnitOfWork, ids: readonly string[]): Promise<{ id: string; cipher: string }[]> {
  const rows = await db.siteProposal.findMany({ where: { id: { in: [...ids] } }, select: { id: true, contactCipher: true } });
  return rows.flatMap(({ id, contactCipher }) => (contactCipher === null ? [] : [{ id, cipher: contactCipher }]));
}
