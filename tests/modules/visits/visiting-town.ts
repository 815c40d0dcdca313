import { v7 as newId } from "uuid";
import { madeActor } from "../../factories/made-actor";
import type { TestDatabase } from "../../factories/test-database";
import { makeTown, TOWN } from "../catalog/factories/catalog-city";

/** A town with elders on its register, and the people who visit them. All names are made up. */
export const EAST = "990101001001";
export const WEST = "990102001001";
const idOf = (n: number) => `00000000-0000-7000-8000-00000000b${String(n).padStart(3, "0")}`;
export const WARDEN = { personId: idOf(1), name: "示例街道专员" };
export const CHIEF = { personId: idOf(2), name: "示例市级专员" };
export const VISITOR = { personId: idOf(3), name: "示例网格员" };
export const STRANGER = { personId: idOf(4), name: "示例外区专员" };

export const warden = madeActor({ ...WARDEN, role: "supervisor", areaCode: "990101", line: "civil-affairs" });
export const chief = madeActor({ ...CHIEF, role: "supervisor", areaCode: TOWN.code, line: "civil-affairs" });
export const visitor = madeActor({ ...VISITOR, role: "caregiver", areaCode: EAST, line: "civil-affairs" });
export const stranger = madeActor({ ...STRANGER, role: "supervisor", areaCode: "990102", line: "civil-affairs" });

export interface MadeElder {
  readonly area?: string;
  readonly name?: string;
  readonly risk?: "high" | "key" | "general";
  readonly categories?: readonly string[];
  readonly bornOn?: string;
  readonly registeredOn?: string;
  readonly responsible?: string | null;
  readonly line?: string;
}

export async function makeVisitingTown(records: TestDatabase): Promise<void> {
  await makeTown(records);
  const { sql } = records;
  for (const [person, area] of [
    [WARDEN, "990101"],
    [CHIEF, TOWN.code],
    [VISITOR, EAST],
    [STRANGER, "990102"],
  ] as const)
    await sql`INSERT INTO person (id, name, area_code, line) VALUES (${person.personId}, ${person.name}, ${area}, 'civil-affairs')`;
}

let number = 0;
/** The id of an elder on the register since long ago, living alone, unless told otherwise. */
export async function madeElder({ sql }: TestDatabase, said: MadeElder = {}): Promise<string> {
  const id = newId();
  const {
    area = EAST,
    risk = "general",
    categories = ["living-alone"],
    registeredOn = "2024-01-01",
    line = "civil-affairs",
  } = said;
  number++;
  await sql`
    INSERT INTO resident (id, city_code, line, area_code, register_number, name, born_on, state, registered_on, risk, responsible_id)
    VALUES (${id}, ${TOWN.code}, ${line}, ${area}, ${`T${number}`}, ${said.name ?? `示例老人${number}`}, ${said.bornOn ?? "1940-05-01"}, 'registered',
      ${registeredOn}, ${risk}, ${said.responsible === undefined ? VISITOR.personId : said.responsible})`;
  for (const category of categories)
    await sql`INSERT INTO resident_category (id, resident_id, category, valid_from) VALUES (${newId()}, ${id}, ${category}, ${registeredOn})`;
  return id;
}
