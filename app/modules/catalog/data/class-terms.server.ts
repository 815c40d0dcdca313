import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { PriceUnit } from "../domain/facility";
import type { StatementWay, VacancyMonth } from "../domain/vacancy";

/** What a class costs, who can be taken, and the one word that holds. */
export interface ClassTermsRow {
  readonly id: string;
  readonly prices: readonly { readonly tier: string; readonly amountFen: number; readonly unit: PriceUnit }[] | null;
  /** in force on the day; null also where no word is fresh, since nothing is free by it then */
  readonly staffed: number | null;
  readonly said: {
    readonly startMonth: VacancyMonth;
    readonly taken: number | null;
    readonly held: number;
    /** ISO 8601 */
    readonly confirmedAt: string;
    readonly how: StatementWay;
    readonly expiresAt: string;
  } | null;
}

export interface TermsAsked {
  readonly startMonth: VacancyMonth;
  /** the day one would start: the first of the month, or today where that is past */
  readonly day: CalendarDay;
  readonly now: Date;
}

/** Of many classes whose offerings and places operate on the day, as one JSON text. */
export async function readClassTerms(
  { db }: UnitOfWork,
  classIds: readonly string[],
  { startMonth, day, now }: TermsAsked,
): Promise<ClassTermsRow[]> {
  const [found] = await db.$queryRaw<{ terms: string | null }[]>`
    /* prepared: class-terms */ SELECT json_agg(t)::text AS terms FROM (
      SELECT c.id, (SELECT json_agg(r) FROM (SELECT tier, amount_fen AS "amountFen", unit FROM price WHERE class_id = c.id
          AND valid_from <= ${day}::date AND (valid_to IS NULL OR valid_to > ${day}::date) ORDER BY amount_fen, id) r) AS prices,
        CASE WHEN w."expiresAt" > ${now}::timestamptz THEN (SELECT p.staffed FROM capacity p WHERE p.class_id = c.id
          AND p.valid_from <= ${day}::date AND (p.valid_to IS NULL OR p.valid_to > ${day}::date) LIMIT 1) END AS staffed,
        CASE WHEN w."startMonth" IS NOT NULL THEN to_json(w) END AS said
      FROM unnest(${[...classIds]}::uuid[]) c (id)
        LEFT JOIN LATERAL (SELECT v.start_month AS "startMonth", v.taken, v.held, v.confirmed_at AS "confirmedAt", v.how, v.expires_at AS "expiresAt"
          FROM vacancy_statement v WHERE v.class_id = c.id AND v.start_month <= ${startMonth}::text AND v.confirmed_at <= ${now}::timestamptz
          ORDER BY v.start_month DESC, v.confirmed_at DESC, v.id DESC LIMIT 1) w ON true) t`;
  return JSON.parse(found?.terms ?? "[]") as ClassTermsRow[];
}
