import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { ClassAtPlace } from "../domain/operator-desk";
import type { VacancyStatement } from "../domain/vacancy";

/** The classes of a place that have places to give on a day, by service and age. */
export const classesAtPlace = ({ db }: UnitOfWork, facilityId: string, day: CalendarDay): Promise<ClassAtPlace[]> => db.$queryRaw<
  ClassAtPlace[]
>`
  SELECT c.id AS "classId", o.id AS "offeringId", o.service_type AS "serviceType", t.name_zh AS "nameZh", t.name_en AS "nameEn", t.capacity_unit AS unit, c.kind,
    c.care_pattern AS "carePattern", c.age_from_months AS "ageFromMonths", c.age_to_months AS "ageToMonths", q.licensed, q.staffed
  FROM offering o JOIN facility f ON f.id = o.facility_id JOIN service_type t ON t.city_code = f.city_code AND t.key = o.service_type
    JOIN offering_class c ON c.offering_id = o.id
    JOIN capacity q ON q.class_id = c.id AND q.valid_from <= ${day}::date AND (q.valid_to IS NULL OR q.valid_to > ${day}::date)
  WHERE o.facility_id = ${facilityId}::uuid AND o.valid_from <= ${day}::date AND (o.valid_to IS NULL OR o.valid_to > ${day}::date)
  ORDER BY t.sort_order, o.service_type, c.age_from_months NULLS FIRST, c.kind, c.id`;

/** The classes of the services these belong to: whoever grows out of one may move up to another. */
export const classesBeside = ({ db }: UnitOfWork, classIds: readonly string[], day: CalendarDay) => db.$queryRaw<
  Pick<ClassAtPlace, "classId" | "offeringId" | "serviceType" | "carePattern" | "ageFromMonths" | "ageToMonths" | "staffed">[]
>`
  SELECT c.id AS "classId", o.id AS "offeringId", o.service_type AS "serviceType", c.care_pattern AS "carePattern",
    c.age_from_months AS "ageFromMonths", c.age_to_months AS "ageToMonths", q.staffed
  FROM (SELECT DISTINCT offering_id FROM offering_class WHERE id = ANY(${[...classIds]}::uuid[])) AS asked
    JOIN offering o ON o.id = asked.offering_id JOIN offering_class c ON c.offering_id = o.id
    JOIN capacity q ON q.class_id = c.id AND q.valid_from <= ${day}::date AND (q.valid_to IS NULL OR q.valid_to > ${day}::date)
  WHERE o.valid_from <= ${day}::date AND (o.valid_to IS NULL OR o.valid_to > ${day}::date)`;

/** The last word of each class of a place for each month somebody spoke of. */
export const wordsAtPlace = ({ db }: UnitOfWork, facilityId: string, now: Date): Promise<VacancyStatement[]> => db.$queryRaw<
  VacancyStatement[]
>`
  SELECT DISTINCT ON (v.class_id, v.start_month) v.class_id AS "classId", v.start_month AS "startMonth", v.taken, v.held, v.confirmed_at AS "confirmedAt",
    v.how, v.expires_at AS "expiresAt"
  FROM offering o JOIN offering_class c ON c.offering_id = o.id JOIN vacancy_statement v ON v.class_id = c.id
  WHERE o.facility_id = ${facilityId}::uuid AND v.confirmed_at <= ${now}::timestamptz
  ORDER BY v.class_id, v.start_month DESC, v.confirmed_at DESC, v.id DESC`;
