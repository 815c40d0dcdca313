import { beforeAll, expect, test } from "vitest";
import { registerFacility } from "~/modules/catalog/use-cases/register-facility.server";
import { AreaFinder, type LocatedArea } from "~/modules/places/domain/community-at";
import { withTestDatabase } from "../../factories/test-database";
import { csv } from "../imports/office-files";
import { emptyCity, PLANNER, previewed, written } from "../imports/running-import";

const records = withTestDatabase();
const square = (west: number): LocatedArea["outline"] => ({
  type: "Polygon",
  coordinates: [
    [
      [west, 34],
      [west + 0.1, 34],
      [west + 0.1, 34.1],
      [west, 34.1],
      [west, 34],
    ],
  ],
});
const area = (code: string, level: LocatedArea["level"], more: Partial<LocatedArea>): LocatedArea => ({
  ...{ code, level, name: code, position: null, outline: null },
  ...more,
});

test("an outline has the word, then the nearest community on its own side of the border, within three kilometres", () => {
  const finder = new AreaFinder([
    area("419901", "district", { outline: square(113) }),
    area("419902", "district", { outline: square(113.1) }),
    area("419901001001", "community", { position: { lon: 113.08, lat: 34.05 } }),
    area("419902001001", "community", { position: { lon: 113.1005, lat: 34.05 } }),
    area("419902001002", "community", { outline: square(113.2) }),
  ]);
  expect(finder.at({ lon: 113.0995, lat: 34.05 })).toMatchObject({ area: { code: "419901001001" }, by: "nearest" });
  expect(finder.at({ lon: 113.101, lat: 34.05 })).toMatchObject({ area: { code: "419902001001" }, by: "nearest" });
  expect(finder.at({ lon: 113.25, lat: 34.05 })).toEqual(expect.objectContaining({ by: "outline", metres: null }));
  expect(finder.at({ lon: 113.01, lat: 34.01 })).toMatchObject({ area: { code: "419901" }, by: "outline" });
  expect(finder.at({ lon: 114, lat: 35 })).toBeNull();
});

test("a development zone without an outline keeps its points inside the district it lies in", () => {
  const finder = new AreaFinder([
    area("419901", "district", { outline: square(113) }),
    area("419971001001", "community", { position: { lon: 113.05, lat: 34.05 } }),
  ]);
  expect(finder.at({ lon: 113.051, lat: 34.05 })?.area.code).toBe("419971001001");
});

beforeAll(async () => {
  await emptyCity("4199", "新城市");
  const areas = csv([
    "区划代码,名称,经度,纬度",
    "419901,东区,,",
    "419901001,解放路街道,,",
    "419901001001,解放社区,113.051,34.051",
    "419901001002,和平社区,113.08,34.06",
  ]);
  await written((await previewed(areas, { city: "4199", subject: "areas" })).id);
});

test("a facility with coordinates and no area is booked on its community, by the importer and by the form alike", async () => {
  const file = csv([
    "编号,名称,设施类型,经度,纬度",
    "A1,近处中心,社区日间照料中心,113.0512,34.0512",
    "A2,远处中心,社区日间照料中心,113.3,34.3",
  ]);
  const batch = await previewed(file, { city: "4199", source: "民政" });
  expect(batch.counts).toMatchObject({ create: 2, derived: 1 });
  await written(batch.id);
  const form = await registerFacility(PLANNER, "4199", {
    draft: {
      ...{ name: "手录中心", kindKey: "community-centre", line: "civil-affairs", operator: null, address: "", areaCode: null },
      position: { lon: 113.0801, lat: 34.0601, quality: "exact", raw: null },
      ...{ note: "", documents: [], contacts: [], hours: [], offerings: [] },
    },
    ...{ state: "operating", stateFrom: "2024-01-01", effectiveOn: "2024-01-01", successorOfId: null },
  });
  expect(form.ok).toBe(true);
  expect([...(await records.sql`SELECT name, area_code AS area FROM facility ORDER BY name COLLATE "C"`)]).toEqual(
    expect.arrayContaining([
      { name: "近处中心", area: "419901001001" },
      { name: "远处中心", area: null },
      { name: "手录中心", area: "419901001002" },
    ]),
  );
});
