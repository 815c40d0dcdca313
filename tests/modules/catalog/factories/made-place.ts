import { v7 as newId } from "uuid";
import type { TestDatabase } from "../../../factories/test-database";
import { TOWN } from "./catalog-city";

export interface MadePlace {
  readonly facility: string;
  readonly operator: string;
  /** the first of its classes */
  readonly ofClass: string;
  readonly classes: readonly string[];
}

interface MadeClass {
  readonly kind?: string;
  readonly from?: number | null;
  readonly to?: number | null;
  readonly licensed?: number;
  readonly staffed?: number | null;
}

interface Wished {
  readonly name?: string;
  readonly areaCode?: string;
  readonly line?: string;
  readonly operator?: string;
  readonly serviceType?: string;
  readonly classes?: readonly MadeClass[];
  readonly phone?: string;
}

/** A place that operates since 2024 with its operator and classes, put on record past every use case. */
export async function makePlace({ sql }: TestDatabase, wished: Wished = {}): Promise<MadePlace> {
  const [facility, offering] = [newId(), newId()];
  const { name = "示例日间照料中心", areaCode = "990101001", line = "civil-affairs", serviceType = "day-care" } = wished;
  const [run] = await sql<{ id: string }[]>`
    INSERT INTO operator (id, city_code, name, kind) VALUES (${newId()}, ${TOWN.code}, ${wished.operator ?? "示例康乐"}, 'private')
    ON CONFLICT (city_code, name) DO UPDATE SET kind = excluded.kind RETURNING id`;
  const operator = run!.id;
  await sql`
    INSERT INTO facility (id, city_code, name, kind_key, line, operator_id, area_code, position_quality, address)
    VALUES (${facility}, ${TOWN.code}, ${name}, 'community-centre', ${line}, ${operator}, ${areaCode}, 'unplaced', '示例路1号')`;
  await sql`INSERT INTO facility_state (id, facility_id, state, valid_from) VALUES (${newId()}, ${facility}, 'operating', '2024-01-01')`;
  await sql`INSERT INTO offering (id, facility_id, service_type, valid_from) VALUES (${offering}, ${facility}, ${serviceType}, '2024-01-01')`;
  if (wished.phone)
    await sql`INSERT INTO contact (id, facility_id, role, phone) VALUES (${newId()}, ${facility}, '', ${wished.phone})`;
  const classes: string[] = [];
  for (const { kind = "day-place", from = null, to = null, licensed = 30, staffed = 20 } of wished.classes ?? [{}]) {
    const id = newId();
    await sql`INSERT INTO offering_class (id, offering_id, kind, age_from_months, age_to_months) VALUES (${id}, ${offering}, ${kind}, ${from}, ${to})`;
    await sql`INSERT INTO capacity (id, class_id, valid_from, licensed, staffed) VALUES (${newId()}, ${id}, '2024-01-01', ${licensed}, ${staffed})`;
    classes.push(id);
  }
  return { facility, operator, ofClass: classes[0]!, classes };
}
