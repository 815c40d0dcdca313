import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { Campaign } from "../domain/campaign";
import type { CampaignCounts, MeantPerson, MeantTurn, ReachedState } from "../domain/campaign-result";

/** What is told of a campaign after its hour is heard for so long. */
const HEARD_DAYS = 14;

/**
 * Whom a campaign meant as the register stood on its day, and what was logged of each since it began: the definition of
 * domain/campaign.ts in the database's words (a test holds them against each other).
 */
const meant = (cityCode: string, campaign: Campaign, day: CalendarDay) => Prisma.sql`
  WITH meant AS (
    SELECT r.id, r.name, r.area_code, r.cell, r.responsible_id,
      EXISTS (SELECT 1 FROM resident_absence a WHERE a.resident_id = r.id AND a.valid_from <= ${day}::date AND (a.valid_to IS NULL OR a.valid_to > ${day}::date)) AS absent
    FROM resident r
    WHERE r.city_code = ${cityCode} AND r.line = ${campaign.line} AND starts_with(r.area_code, ${campaign.areaCode}) AND r.state IN ('registered', 'left')
      AND r.left_reason IS DISTINCT FROM 'same-person' AND r.registered_on <= ${day}::date AND (r.left_on IS NULL OR r.left_on > ${day}::date)
      AND ${campaign.leastAge === null ? Prisma.sql`true` : Prisma.sql`r.born_on <= ${day}::date - make_interval(years => ${campaign.leastAge}::int)`}
      AND ${campaign.categories.length === 0 ? Prisma.sql`true` : Prisma.sql`EXISTS (SELECT 1 FROM resident_category c WHERE c.resident_id = r.id AND c.category = ANY(${[...campaign.categories]}) AND c.valid_from <= ${day}::date AND (c.valid_to IS NULL OR c.valid_to > ${day}::date))`}
      AND ${campaign.risks.length === 0 ? Prisma.sql`true` : Prisma.sql`r.risk = ANY(${[...campaign.risks]})`}),
  stands AS (
    SELECT m.*, e.reached_at, e.channel, e.outcome,
      CASE WHEN e.reached_at < ${campaign.closesAt} THEN 'reached' WHEN e.reached_at IS NOT NULL THEN 'late' WHEN m.absent THEN 'absent'
        WHEN e.outcome IS NOT NULL THEN 'tried' ELSE 'notTried' END AS state
    FROM meant m CROSS JOIN LATERAL (
      SELECT min(v.began_at) FILTER (WHERE v.counts) AS reached_at, (array_agg(v.channel ORDER BY v.began_at) FILTER (WHERE v.counts))[1] AS channel,
        (array_agg(v.outcome ORDER BY v.began_at DESC, v.client_id DESC))[1] AS outcome
      FROM (
        SELECT x.began_at, x.channel, x.outcome, x.client_id,
          x.outcome IN ('seen', 'spoken-to') AND (x.channel = 'home' OR ${campaign.isPhoneEnough}::bool) AS counts
        FROM visit_event x WHERE x.resident_id = m.id AND x.began_at >= ${campaign.opensAt}
          AND x.began_at < LEAST(${campaign.closesAt}::timestamptz + ${HEARD_DAYS} * interval '1 day', COALESCE(${campaign.endedAt}::timestamptz, 'infinity'))) v) e)`;

export async function countMeant(
  { db }: UnitOfWork,
  cityCode: string,
  campaign: Campaign,
  day: CalendarDay,
): Promise<CampaignCounts> {
  const rows = await db.$queryRaw<{ state: ReachedState; n: number }[]>`
    ${meant(cityCode, campaign, day)} SELECT state, count(*)::int AS n FROM stands GROUP BY state`;
  const of = (state: ReachedState): number => rows.find((row) => row.state === state)?.n ?? 0;
  return { reached: of("reached"), late: of("late"), tried: of("tried"), notTried: of("notTried"), absent: of("absent") };
}

/** Those who stand so, by community; `after` is the last of the page before. */
export const listMeant = (
  { db }: UnitOfWork,
  cityCode: string,
  campaign: Campaign,
  day: CalendarDay,
  states: readonly ReachedState[],
  after: MeantTurn | null,
  most: number,
): Promise<MeantPerson[]> => db.$queryRaw<MeantPerson[]>`
  ${meant(cityCode, campaign, day)}
  SELECT id, name, area_code AS "areaCode", cell, responsible_id AS "responsibleId", state, channel, outcome,
    to_char(reached_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "reachedAt"
  FROM stands WHERE state = ANY(${[...states]}) AND ${after ? Prisma.sql`(area_code, id) > (${after.areaCode}, ${after.id}::uuid)` : Prisma.sql`true`}
  ORDER BY area_code, id LIMIT ${most}`;
