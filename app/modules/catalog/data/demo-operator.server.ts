import type { UnitOfWork } from "~/platform/unit-of-work.server";

export interface DemoOperator {
  readonly cityCode: string;
  readonly operatorId: string;
  /** the nursery its link leads to */
  readonly facilityId: string;
}

/** An organisation of the demo city with several nurseries that spoke of their places; null = the demo has none. */
export async function demoOperatorOf({ db }: UnitOfWork): Promise<DemoOperator | null> {
  const [row] = await db.$queryRaw<DemoOperator[]>`
    SELECT f.city_code AS "cityCode", f.operator_id AS "operatorId", (array_agg(f.id ORDER BY f.name, f.id))[1] AS "facilityId"
    FROM city t JOIN facility f ON f.city_code = t.code JOIN offering o ON o.facility_id = f.id AND o.service_type = 'nursery' AND o.valid_to IS NULL
    WHERE t.is_demo AND f.operator_id IS NOT NULL AND EXISTS (SELECT 1 FROM offering_class c JOIN vacancy_statement v ON v.class_id = c.id WHERE c.offering_id = o.id)
    GROUP BY f.city_code, f.operator_id ORDER BY (count(*) BETWEEN 2 AND 12) DESC, count(*), f.operator_id LIMIT 1`;
  return row ?? null;
}
