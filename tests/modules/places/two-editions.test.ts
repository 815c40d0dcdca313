import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { districtChoices, findArea, listDistricts, searchAreas } from "~/modules/catalog/data/area-look-up.server";
import { readCityGround, readOutlines } from "~/modules/coverage/data/city-ground.server";
import { loadGazetteer } from "~/modules/imports/data/gazetteer-areas.server";
import { closeBulkWork, inBulkWork } from "~/platform/bulk-copy.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { withTestDatabase } from "../../factories/test-database";
import { makeTown, TOWN } from "../catalog/factories/catalog-city";

const records = withTestDatabase();
const NOBODY = { personId: null, role: "system", cityCode: null } as const;
const OUTLINE = {
  type: "Polygon",
  coordinates: [
    [
      [113, 34],
      [113.1, 34],
      [113.1, 34.1],
      [113, 34],
    ],
  ],
};

const area = (year: number, code: string, level: string, name: string) => records.sql`
  INSERT INTO area (id, city_code, code, code_system, code_year, level, parent_code, name, pinyin, initials, outline)
  VALUES (${randomUUID()}, ${TOWN.code}, ${code}, 'statistics', ${year}, ${level}, ${level === "district" ? TOWN.code : code.slice(0, 6)}, ${name}, '', '',
    ${level === "district" ? records.sql.json(OUTLINE as never) : null})`;

beforeAll(async () => {
  await makeTown(records);
  await records.sql`UPDATE area SET outline = ${records.sql.json(OUTLINE as never)} WHERE level = 'district'`;
  await area(2020, "990102001", "street", "旧街街道");
  await area(2023, "990101", "district", "东区");
  await area(2023, "990102", "district", "西区");
  await area(2023, "990101001", "street", "花园路街道");
  await area(2024, "990102", "district", "西区");
});

test("with several editions of area codes the latest whole one is in use, and every name is found once", async () => {
  const gazetteer = await inBulkWork(NOBODY, (sql) => loadGazetteer(sql, TOWN.code));
  expect(gazetteer.match({ street: "花园路街道" })).toMatchObject({ area: { code: "990101001" }, rivals: 1 });
  await closeBulkWork();
  await inUnitOfWork(NOBODY, async (uow) => {
    const codes = (rows: readonly { code: string }[]) => rows.map(({ code }) => code);
    expect(codes(await searchAreas(uow, TOWN.code, "花园"))).toEqual(["990101001"]);
    expect(codes(await listDistricts(uow, TOWN.code))).toEqual(["990101", "990102"]);
    // Asked for at once they are what each is when asked for by its code.
    const each = await Promise.all(["990101", "990102"].map((code) => findArea(uow, TOWN.code, code)));
    expect(await districtChoices(uow, TOWN.code)).toEqual(each);
    expect((JSON.parse(await readOutlines(uow, TOWN.code, null)) as { features: unknown[] }).features).toHaveLength(2);
    const ground = await readCityGround(uow, TOWN.code);
    expect([ground?.edition, ground?.areas.length]).toEqual([{ codeSystem: "statistics", codeYear: 2023 }, 3]);
    expect(await findArea(uow, TOWN.code, "990101001")).toMatchObject({ name: "花园路街道", within: "东区" });
    expect(await findArea(uow, TOWN.code, "990102001")).toMatchObject({ name: "旧街街道", within: "西区" });
  });
});
