import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { Campaign } from "../domain/campaign";
import type { CampaignCounts, MeantPerson, MeantTurn, ReachedState } from "../domain/campaign-result";

/** What is told of a campaign after its hour is heard for so long. */
const HEARD_DAYS = 14;

/**
 * Whom a campaign meant as the register stood on its day, and what was logged of each since it began: the definition of
 * domain/campaign.ts in the database's words (a test holds them against each other). Who is meant and what was logged are
 * gathered and grouped, and categories looked up in one set, so that a city's sixty thousand take as long whatever PostgreSQL
 * guesses of them.
 */
const meant = (cityCode: string, campaign: Campaign, day: CalendarDay) => Prisma.sql`
  WITH meant AS (
    SELECT r.id, r.name, r.area_code, r.cell, r.responsible_id,
      (r.id IN (SELECT a.resident_id FROM resident_absence a WHERE a.valid_from <= ${day}::date AND (a.valid_to IS NULL OR a.valid_to > ${day}::date))) IS TRUE AS absent
    FROM resident r
    WHERE r.city_code = ${cityCode} AND r.line = ${campaign.line} AND starts_with(r.area_code, ${campaign.areaCode}) AND r.state IN ('registered', 'left')
      AND r.left_reason IS DISTINCT FROM 'same-person' AND r.registered_on <= ${day}::date AND (r.left_on IS NULL OR r.left_on > ${day}::date)
      AND ${campaign.leastAge === null ? Prisma.sql`true` : Prisma.sql`r.born_on <= ${day}::date - make_interval(years => ${campaign.leastAge}::int)`}
      AND ${campaign.categories.length === 0 ? Prisma.sql`true` : Prisma.sql`(r.id IN (SELECT c.resident_id FROM resident_category c WHERE c.category = ANY(${[...campaign.categories]}) AND c.valid_from <= ${day}::date AND (c.valid_to IS NULL OR c.valid_to > ${day}::date))) IS TRUE`}
      AND ${campaign.risks.length === 0 ? Prisma.sql`true` : Prisma.sql`r.risk = ANY(${[...campaign.risks]})`}),
  told AS (
    SELECT COALESCE(m.kept_id, x.resident_id) AS id, x.began_at, x.channel, x.outcome, x.client_id,
      x.outcome IN ('seen', 'spoken-to') AND (x.channel = 'home' OR ${campaign.isPhoneEnough}::bool) AS counts
    FROM visit_event x LEFT JOIN merged_files() m ON m.left_id = x.resident_id
    WHERE x.city_code = ${cityCode} AND x.began_at >= ${campaign.opensAt}
      AND x.began_at < LEAST(${campaign.closesAt}::timestamptz + ${HEARD_DAYS} * interval '1 day', COALESCE(${campaign.endedAt}::timestamptz, 'infinity'))),
  gathered AS (
    SELECT id, name, area_code, cell, responsible_id::text AS responsible, absent, NULL::timestamptz AS reached_at, NULL::text AS channel, NULL::text AS outcome FROM meant
    UNION ALL SELECT id, NULL, NULL, NULL, NULL, NULL, min(began_at) FILTER (WHERE counts), (array_agg(channel ORDER BY began_at) FILTER (WHERE counts))[1],
      (array_agg(outcome ORDER BY began_at DESC, client_id DESC))[1] FROM told GROUP BY id),
  grouped AS (
    SELECT id, max(name) AS name, max(area_code) AS area_code, max(cell) AS cell, max(responsible)::uuid AS responsible_id, bool_or(absent) AS absent,
      min(reached_at) AS reached_at, max(channel) AS channel, max(outcome) AS outcome
    FROM gathered GROUP BY id HAVING max(area_code) IS NOT NULL),
  stands AS (
    SELECT g.*, CASE WHEN reached_at < ${campaign.closesAt} THEN 'reached' WHEN reached_at IS NOT NULL THEN 'late' WHEN absent THEN 'absent'
        WHEN outcome IS NOT NULL THEN 'tried' ELSE 'notTried' END AS state FROM grouped g)`;

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
