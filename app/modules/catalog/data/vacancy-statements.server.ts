import { v7 as newId } from "uuid";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { StatementWay, VacancyMonth, VacancyStatement } from "../domain/vacancy";

/** What is needed to say how many places of a class are free: who can be taken, and the one word that holds. */
export interface ClassWord {
  readonly classId: string;
  /** in force on the first day of the month, or today where that has begun; null = unknown, not offered or not open then */
  readonly staffed: number | null;
  readonly said: VacancyStatement | null;
}

interface WordRow {
  readonly classId: string;
  readonly staffed: number | null;
  readonly startMonth: string | null;
  readonly taken: number | null;
  readonly held: number | null;
  readonly confirmedAt: Date | null;
  readonly how: StatementWay | null;
  readonly expiresAt: Date | null;
}

/** The words that hold for a month, of many classes in one statement. Classes nobody knows are left out. */
export async function wordsOf(
  { db }: UnitOfWork,
  classIds: readonly string[],
  startMonth: VacancyMonth,
  now: Date,
): Promise<ClassWord[]> {
  const rows = await db.$queryRaw<WordRow[]>`
    /* prepared: vacancy-words */ SELECT c.id AS "classId", q.staffed, w.start_month AS "startMonth", w.taken, w.held, w.confirmed_at AS "confirmedAt", w.how, w.expires_at AS "expiresAt"
    FROM offering_class c JOIN offering o ON o.id = c.offering_id JOIN facility f ON f.id = o.facility_id JOIN city t ON t.code = f.city_code
      CROSS JOIN LATERAL (SELECT GREATEST((${startMonth}::text || '-01')::date, (${now}::timestamptz AT TIME ZONE t.time_zone)::date) AS day) d
      LEFT JOIN LATERAL (SELECT p.staffed FROM capacity p WHERE p.class_id = c.id AND p.valid_from <= d.day AND (p.valid_to IS NULL OR p.valid_to > d.day)
        AND o.valid_from <= d.day AND (o.valid_to IS NULL OR o.valid_to > d.day)
        AND EXISTS (SELECT 1 FROM facility_state s WHERE s.facility_id = f.id AND s.state = 'operating' AND s.valid_from <= d.day AND (s.valid_to IS NULL OR s.valid_to > d.day))
        LIMIT 1) q ON true
      LEFT JOIN LATERAL (SELECT * FROM vacancy_statement v WHERE v.class_id = c.id AND v.start_month <= ${startMonth}::text AND v.confirmed_at <= ${now}::timestamptz
        ORDER BY v.start_month DESC, v.confirmed_at DESC, v.id DESC LIMIT 1) w ON true
    WHERE c.id = ANY (${[...classIds]}::uuid[])`;
  return rows.map(({ classId, staffed, ...row }) => ({ classId, staffed, said: statementOf(classId, row) }));
}

function statementOf(classId: string, row: Omit<WordRow, "classId" | "staffed">): VacancyStatement | null {
  const { startMonth, taken, held, confirmedAt, how, expiresAt } = row;
  if (startMonth === null || held === null || confirmedAt === null || how === null || expiresAt === null) return null;
  return { classId, startMonth, taken, held, confirmedAt, how, expiresAt };
}

/** Who says it: staff who called, or whoever stands for the operator. */
export interface Sayer {
  readonly saidBy: string | null;
  readonly linkId: string | null;
}

export async function addStatements(
  { db }: UnitOfWork,
  said: readonly VacancyStatement[],
  { saidBy, linkId }: Sayer,
): Promise<void> {
  await db.vacancyStatement.createMany({ data: said.map((one) => ({ id: newId(), ...one, saidBy, linkId })) });
}
