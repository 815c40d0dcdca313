import { v7 as newId } from "uuid";
import type { FacilityDraft } from "~/modules/catalog/domain/facility-draft";
import type { Registration } from "~/modules/catalog/use-cases/register-facility.server";
import type { City } from "~/modules/places/domain/city";
import type { TestDatabase } from "../../../factories/test-database";
import { madeActor } from "../../../factories/made-actor";

export const TOWN: City = {
  code: "9901",
  nameZh: "测试市",
  nameEn: "Test City",
  timeZone: "Asia/Shanghai",
  isDemo: false,
  bounds: [113, 34, 114, 35],
  revision: 1,
  stamp: "9901-1",
};

export const planner = madeActor({ name: "李规划", areaCode: TOWN.code });
export const caregiver = madeActor({
  personId: "00000000-0000-7000-8000-000000000002",
  name: "李规划",
  role: "caregiver",
  areaCode: TOWN.code,
});

/** A small city: two districts, four types, three kinds, one walker, one planner. */
export async function makeTown({ sql }: TestDatabase): Promise<void> {
  await sql`INSERT INTO city (code, name_zh, name_en, time_zone, bounds) VALUES (${TOWN.code}, ${TOWN.nameZh}, ${TOWN.nameEn}, ${TOWN.timeZone}, ${[113, 34, 114, 35]})`;
  await sql`INSERT INTO person (id, name, area_code) VALUES (${planner.personId}, ${planner.name}, ${TOWN.code})`;
  const area = (code: string, level: string, name: string, pinyin: string, initials: string) => sql`
    INSERT INTO area (id, city_code, code, code_system, code_year, level, parent_code, name, pinyin, initials)
    VALUES (${newId()}, ${TOWN.code}, ${code}, 'statistics', 2020, ${level}, ${level === "district" ? TOWN.code : code.slice(0, 6)}, ${name}, ${pinyin}, ${initials})`;
  await area("990101", "district", "东区", "dongqu", "dq");
  await area("990102", "district", "西区", "xiqu", "xq");
  await area("990101001", "street", "花园路街道", "huayuanlujiedao", "hyljd");
  for (const [key, unit] of [
    ["day-care", "place"],
    ["meals", "seat"],
    ["residential", "bed"],
    ["nursery", "place"],
  ] as const)
    await sql`INSERT INTO service_type (id, city_code, key, name_zh, name_en, symbol, line, circle_minutes, walker_key, population_group, capacity_unit)
      VALUES (${newId()}, ${TOWN.code}, ${key}, ${key}, ${key}, '服', 'civil-affairs', 15, 'adult', '60plus', ${unit})`;
  for (const [key, sector] of [
    ["community-centre", "elder-care"],
    ["street-centre", "elder-care"],
    ["nursery-institution", "child-care"],
  ] as const)
    await sql`INSERT INTO facility_kind (id, city_code, key, name_zh, name_en, sector, line) VALUES (${newId()}, ${TOWN.code}, ${key}, ${key}, ${key}, ${sector}, 'civil-affairs')`;
  await sql`INSERT INTO walker (id, city_code, key, name_zh, name_en, speed_kmh, source) VALUES (${newId()}, ${TOWN.code}, 'adult', '成年人', 'Adult', 4, '')`;
}

export const draft = (over: Partial<FacilityDraft> = {}): FacilityDraft => ({
  name: "花园路社区日间照料中心",
  kindKey: "community-centre",
  line: "civil-affairs",
  operator: { name: "康乐养老", kind: "private" },
  address: "花园路 12 号",
  areaCode: "990101001",
  position: { lon: 113.68, lat: 34.78, quality: "exact", raw: null },
  note: "",
  documents: [{ kind: "fire", number: "F-1", issuer: "", issuedOn: "2024-01-01", expiresOn: "2026-01-01" }],
  contacts: [{ role: "院长", phone: "0371-0000000", isPublic: true }],
  hours: [{ byDay: "MO,TU,WE", opensAt: "08:00", closesAt: "18:00", note: "" }],
  access: { stepFree: true, lift: false, pramParking: null, accessibleToilet: true },
  offerings: [
    {
      serviceType: "day-care",
      classes: [
        {
          ...{ kind: "day-place", carePattern: null, ageFromMonths: null, ageToMonths: null, isInclusive: false },
          peoplePerCarer: 6,
          capacity: { licensed: 30, staffed: 20, taken: 12 },
          prices: [{ tier: "自理", amountFen: 60_000, unit: "month" }],
        },
      ],
    },
  ],
  ...over,
});

export const registration = (over: Partial<Registration> = {}): Registration => ({
  draft: draft(),
  state: "operating",
  stateFrom: "2024-01-01",
  effectiveOn: "2024-01-01",
  successorOfId: null,
  ...over,
});
