import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { savePersonValue } from "~/modules/accounts/use-cases/person-sensitive.server";
import { registerFacility } from "~/modules/catalog/use-cases/register-facility.server";
import { importSubjects, subjectOf } from "~/modules/oversight/use-cases/import-subjects.server";
import { chooseColumns } from "~/modules/imports/use-cases/choose-columns.server";
import { inspectImport } from "~/modules/imports/use-cases/inspect-import.server";
import { previewImport } from "~/modules/imports/use-cases/preview-import.server";
import { startImport } from "~/modules/imports/use-cases/start-import.server";
import { watchImport } from "~/modules/imports/use-cases/watch-import.server";
import { hashPassword } from "~/platform/password.server";
import { madeActor } from "../factories/made-actor";
import type { TestDatabase } from "../factories/test-database";
import { draft, makeTown, planner, registration, TOWN } from "../modules/catalog/factories/catalog-city";
import { PEOPLE } from "./visitors";

/** What stands in an address where a route leaves a gap: things of one district and one line that are on record. */
export const DISTRICT = "990101";
export const LINE = "civil-affairs";
export const FACILITY = "00000000-0000-7000-8000-00000000fac1";
export const PERSON = "00000000-0000-7000-8000-0000000000e1";
/** Who asks first where two people are needed, and stands in where somebody is away. */
export const CHIEF = "00000000-0000-7000-8000-0000000000e2";
export const PHONE = "13877770001";
export const PASSWORD = "a made sentence of nobody";

export const chief = madeActor({ personId: CHIEF, name: "示例主管", role: "administrator" });

export interface Town {
  readonly contact: string;
  readonly batch: string;
  readonly sheet: string;
  readonly passwordHash: string;
}

export async function makeTownOfDoors(records: TestDatabase): Promise<Town> {
  process.env.QUARTERHOUR_DATA = mkdtempSync(join(tmpdir(), "quarterhour-doors-"));
  const { sql } = records;
  await makeTown(records);
  await sql`INSERT INTO city (code, name_zh, name_en, time_zone, bounds) VALUES ('9902', '邻市', 'Next', 'Asia/Shanghai', '{}')`;
  const passwordHash = await hashPassword(PASSWORD);
  for (const { personId, role, area, line, name } of PEOPLE) {
    await sql`INSERT INTO person (id, name, area_code, line) VALUES (${personId}, ${name}, ${area}, ${line})`;
    await sql`
      INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from)
      VALUES (gen_random_uuid(), ${personId}, ${role}, ${line}, ${area}, '2024-01-01')`;
    await sql`INSERT INTO credential (person_id, login, password_hash) VALUES (${personId}, ${`${personId.slice(-4)}@doors`}, ${passwordHash})`;
  }
  await sql`INSERT INTO person (id, name, area_code, line) VALUES (${PERSON}, '示例人员', ${DISTRICT}, ${LINE}), (${CHIEF}, ${chief.name}, '', '')`;
  await sql`INSERT INTO credential (person_id, login, password_hash) VALUES (${PERSON}, 'made@doors', ${passwordHash})`;
  await sql`
    INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from) VALUES
      (gen_random_uuid(), ${CHIEF}, 'administrator', '', '', '2024-01-01'), (gen_random_uuid(), ${planner.personId}, 'planner', '', ${TOWN.code}, '2024-01-01')`;
  await sql`
    INSERT INTO facility (id, city_code, name, kind_key, line, area_code, position_quality)
    VALUES (${FACILITY}, ${TOWN.code}, '示例设施', 'community-centre', ${LINE}, ${DISTRICT}, 'unplaced')`;
  await sql`INSERT INTO facility_state (id, facility_id, state, valid_from) VALUES (gen_random_uuid(), ${FACILITY}, 'operating', '2024-01-01')`;
  await putBackPhone();
  const contacts = [{ role: "院长", phone: PHONE, isPublic: false }];
  const kept = await registerFacility(planner, TOWN.code, registration({ draft: draft({ contacts }) }));
  if (!kept.ok) throw new Error(JSON.stringify(kept.refusal));
  return { contact: kept.value.id, ...(await lookedAt()), passwordHash };
}

export async function putBackPhone(): Promise<void> {
  const saved = await savePersonValue(chief, PERSON, "phone", PHONE);
  if (!saved.ok) throw new Error(saved.refusal.kind);
}

/** A file in its preview: a row to write, one like what is there already, one that is refused with a number in it. */
async function lookedAt(): Promise<Pick<Town, "batch" | "sheet">> {
  const lines = [
    "编号,名称,设施类型,区划代码,联系电话",
    `A1,新的中心,community-centre,${DISTRICT},`,
    `A2,花园路社区日间照料中心,community-centre,990101001,`,
    `A3,错的中心,没有这种,${DISTRICT},${PHONE}`,
  ];
  const wish = {
    cityCode: TOWN.code,
    subject: "facilities",
    source: "示例台账",
    fileName: "made.csv",
    coordinateSystem: "WGS-84",
  } as const;
  const started = await startImport(planner, wish, new TextEncoder().encode(lines.join("\n")));
  if (!started.ok) throw new Error(started.refusal.kind);
  await inspectImport(importSubjects, started.value);
  const batch = (await watchImport(planner, started.value))!;
  const mapping = { ...batch.mapping, kind: { columns: ["设施类型"] } };
  const choice = { sheet: batch.sheet ?? "", heading: null, mapping, coordinateSystem: "WGS-84", asOf: null } as const;
  const chosen = await chooseColumns(planner, subjectOf("facilities"), batch, choice);
  if (!chosen.ok) throw new Error(JSON.stringify(chosen.refusal));
  await previewImport(importSubjects, batch.id);
  return { batch: batch.id, sheet: batch.sheet ?? "" };
}
