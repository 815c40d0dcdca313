import { randomUUID } from "node:crypto";
import { beforeEach } from "vitest";
import type { City } from "~/modules/places/domain/city";
import { madeActor } from "../../factories/made-actor";
import { withTestDatabase } from "../../factories/test-database";
import { madeCity } from "../coverage/use-cases/made-city";

export const CITY = { code: "9901", nameZh: "试验市", nameEn: "Trial", timeZone: "Asia/Shanghai", isDemo: false } as City;
export const PLANNER = madeActor({ personId: "00000000-0000-7000-8000-00000000a301" });

/** A database that holds, before every test, a made city and its planner and nothing else. */
export function plannerInCity() {
  const records = withTestDatabase();
  const { sql } = records;
  beforeEach(async () => {
    await records.clear();
    await madeCity(sql);
    await sql`INSERT INTO person (id, name) VALUES (${PLANNER.personId}, '示例规划员')`;
    await sql`INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from)
      VALUES (${randomUUID()}, ${PLANNER.personId}, ${PLANNER.role}, '', ${PLANNER.grants[0]!.areaCode}, '2024-01-01')`;
  });
  return records;
}
