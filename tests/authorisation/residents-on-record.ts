import type postgres from "postgres";
import { chooseColumns } from "~/modules/imports/use-cases/choose-columns.server";
import { inspectImport } from "~/modules/imports/use-cases/inspect-import.server";
import { previewImport } from "~/modules/imports/use-cases/preview-import.server";
import { startImport } from "~/modules/imports/use-cases/start-import.server";
import { watchImport } from "~/modules/imports/use-cases/watch-import.server";
import { importSubjects, subjectOf } from "~/modules/oversight/use-cases/import-subjects.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { saveResidentField } from "~/modules/residents/data/resident-sealed.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { TOWN } from "../modules/catalog/factories/catalog-city";
import { LINE, PHONE } from "./town-on-record";
import { actorFor, PEOPLE } from "./visitors";

export const STREET = "990101001";
export const RESIDENT = "00000000-0000-7000-8000-0000000be001";
export const OTHER_FILE = "00000000-0000-7000-8000-0000000be002";
/** Who keeps the whole city's register. */
export const cityKeeper = actorFor(PEOPLE.find(({ role, stand }) => role === "supervisor" && stand === "own")!);
export const VISITS_THERE = PEOPLE.find(({ role, stand }) => role === "caregiver" && stand === "own")!.personId;

/** The file as every deed finds it: registered, with a phone, a contact and nothing that happened since. */
export async function residentAsItWas(sql: postgres.Sql): Promise<void> {
  await sql`DELETE FROM visit_reminder`;
  await sql`ALTER TABLE visit_event DISABLE TRIGGER guard_visit_event`;
  await sql`DELETE FROM visit_event`;
  await sql`ALTER TABLE visit_event ENABLE TRIGGER guard_visit_event`;
  await sql`DELETE FROM resident WHERE city_code = ${TOWN.code}`;
  for (const [id, number] of [
    [RESIDENT, "D1"],
    [OTHER_FILE, "D2"],
  ] as const) {
    await sql`
      INSERT INTO resident (id, city_code, line, area_code, register_number, name, born_on, state, registered_on)
      VALUES (${id}, ${TOWN.code}, ${LINE}, ${STREET}, ${number}, ${`示例${number}`}, '1940-05-06', 'registered', '2024-01-01')`;
    await sql`INSERT INTO resident_category (id, resident_id, category, valid_from) VALUES (gen_random_uuid(), ${id}, 'living-alone', '2024-01-01')`;
  }
  await inUnitOfWork(systemActor("test"), (uow) => saveResidentField(uow, RESIDENT, "phone", PHONE));
}

/** A list of hardship beside the register, read by whoever keeps the whole city's. */
export async function comparedList(): Promise<string> {
  const text =
    "名单类型,姓名,出生日期,困难类别,区划代码\n困难,示例D1,1940-05-06,失能,990101001\n困难,示例D2,1940-05-06,失能,990101001";
  const wish = {
    cityCode: TOWN.code,
    subject: "comparison",
    source: "示例",
    fileName: "c.csv",
    coordinateSystem: "WGS-84",
  } as const;
  const started = await startImport(cityKeeper, wish, new TextEncoder().encode(text));
  if (!started.ok) throw new Error(started.refusal.kind);
  await inspectImport(importSubjects, started.value);
  const batch = (await watchImport(cityKeeper, started.value))!;
  const { id, sheet, mapping } = batch;
  const choice = { sheet: sheet ?? "", heading: null, mapping, coordinateSystem: "WGS-84", asOf: null } as const;
  const chosen = await chooseColumns(cityKeeper, subjectOf("comparison"), batch, choice);
  if (!chosen.ok) throw new Error(chosen.refusal.kind);
  await previewImport(importSubjects, id);
  return id;
}
