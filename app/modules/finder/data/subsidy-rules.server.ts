import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { SubsidyRule } from "../domain/price-after-subsidy";

/** The city's rules for some services that hold on a day. */
export async function findSubsidyRules(
  uow: UnitOfWork,
  cityCode: string,
  serviceTypes: readonly string[],
  day: CalendarDay,
): Promise<SubsidyRule[]> {
  if (serviceTypes.length === 0) return [];
  return uow.db.$queryRaw<SubsidyRule[]>`
    SELECT name_zh AS "nameZh", name_en AS "nameEn", service_type AS "serviceType", fee, unit, menu, class_kind AS "classKind", care_pattern AS "carePattern",
      inclusive_only AS "inclusiveOnly", age_from_months AS "ageFromMonths", age_to_months AS "ageToMonths", hardship, city_fen AS "cityFen",
      operator_fen AS "operatorFen", to_operator_fen AS "toOperatorFen", to_char(valid_from, 'YYYY-MM-DD') AS "from", to_char(valid_to, 'YYYY-MM-DD') AS "to", source, mark
    FROM subsidy_rule
    WHERE city_code = ${cityCode} AND service_type = ANY(${[...serviceTypes]}) AND valid_from <= ${day}::date AND (valid_to IS NULL OR valid_to > ${day}::date)
    ORDER BY service_type, fee, city_fen DESC, id`;
}
