import type { BulkSql } from "~/platform/bulk-copy.server";
import type { CalendarDay } from "~/shared/calendar-day";
import { type RiskFacts, type RiskFound, riskOn, type RiskRule } from "../domain/risk-rule";
import type { RiskLevel } from "../domain/risk-level";

type Row = Omit<RiskFacts, never> & {
  readonly id: string;
  readonly risk: RiskLevel;
  readonly riskRules: readonly string[];
  readonly isRiskOverridden: boolean;
};

const facts = (sql: BulkSql) => sql`
  r.id, r.born_on::text AS "bornOn", r.risk, r.risk_rules AS "riskRules", r.is_risk_overridden AS "isRiskOverridden",
  COALESCE((SELECT jsonb_agg(jsonb_build_object('category', c.category, 'from', c.valid_from, 'to', c.valid_to)) FROM resident_category c WHERE c.resident_id = r.id), '[]') AS categories,
  COALESCE((SELECT jsonb_agg(jsonb_build_object('grade', a.grade, 'from', a.assessed_on, 'to', a.expires_on)) FROM resident_assessment a WHERE a.resident_id = r.id), '[]') AS grades,
  COALESCE((SELECT jsonb_agg(jsonb_build_object('risk', o.risk, 'from', o.valid_from, 'to', o.valid_to)) FROM resident_risk_override o WHERE o.resident_id = r.id), '[]') AS overrides`;

/** The level of these residents on that day, written where it is another one; how many changed. */
export async function renewRiskOf(
  sql: BulkSql,
  rules: readonly RiskRule[],
  day: CalendarDay,
  ids: readonly string[],
): Promise<number> {
  const rows = await sql<Row[]>`SELECT ${facts(sql)} FROM resident r WHERE r.id = ANY(${[...ids]}::uuid[])`;
  return written(sql, rows, rules, day);
}

/** The next registered residents of a city by id, held until the transaction ends; the last one looked at, null after the end. */
export async function renewRiskAfter(
  sql: BulkSql,
  cityCode: string,
  rules: readonly RiskRule[],
  day: CalendarDay,
  after: string | null,
  most: number,
): Promise<{ readonly last: string | null; readonly changed: number }> {
  const rows = await sql<Row[]>`
    SELECT ${facts(sql)} FROM resident r
    WHERE r.city_code = ${cityCode} AND r.state = 'registered' AND (${after}::uuid IS NULL OR r.id > ${after}::uuid)
    ORDER BY r.id LIMIT ${most} FOR NO KEY UPDATE OF r`;
  return { last: rows.length < most ? null : (rows.at(-1)?.id ?? null), changed: await written(sql, rows, rules, day) };
}

const isSame = (row: Row, found: RiskFound): boolean =>
  row.risk === found.risk && row.isRiskOverridden === found.isOverridden && row.riskRules.join() === found.rules.join();

async function written(sql: BulkSql, rows: readonly Row[], rules: readonly RiskRule[], day: CalendarDay): Promise<number> {
  const others = rows.flatMap((row) => {
    const found = riskOn(row, rules, day);
    return isSame(row, found) ? [] : [{ id: row.id, risk: found.risk, rules: found.rules, overridden: found.isOverridden }];
  });
  if (others.length > 0)
    await sql`
      UPDATE resident SET risk = n.risk, risk_rules = n.rules, is_risk_overridden = n.overridden, risk_on = ${day}::date
      FROM jsonb_to_recordset(${sql.json(others as never)}) AS n (id uuid, risk text, rules text[], overridden boolean) WHERE resident.id = n.id`;
  return others.length;
}
