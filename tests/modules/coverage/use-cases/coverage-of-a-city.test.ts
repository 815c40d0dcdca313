import { randomUUID } from "node:crypto";
import { gunzipSync } from "node:zlib";
import ExcelJS from "exceljs";
import { afterAll, beforeEach, expect, test } from "vitest";
import { cityFigures, figuresOfLevel } from "~/modules/coverage/domain/area-figures";
import { answerCoverage, drawCircles } from "~/modules/coverage/use-cases/answer-coverage.server";
import { askedCoverage } from "~/modules/coverage/use-cases/asked-coverage.server";
import { cityStandards } from "~/modules/coverage/use-cases/city-standards.server";
import { comparedCoverage } from "~/modules/coverage/use-cases/compared-coverage.server";
import { coveragePage } from "~/modules/coverage/use-cases/coverage-page.server";
import { exportFiguresCsv, exportFiguresXlsx, type CoverageWords } from "~/modules/coverage/use-cases/export-coverage.server";
import { closeThreads } from "~/platform/threads.server";
import { withTestDatabase } from "../../../factories/test-database";
import { madeCity, type MadeCity } from "./made-city";

const WORDS: CoverageWords = {
  group: String,
  level: String,
  state: ({ shareKind }) => shareKind,
  basis: String,
  minutes: ({ medianMinutes }) => String(medianMinutes),
  perPlace: ({ perPlace }) => perPlace?.kind ?? "",
  compared: ({ date }) => date,
  method: "straight × detour",
  error: () => "error",
};

const records = withTestDatabase();
let city: MadeCity;
beforeEach(async () => {
  await records.clear();
  city = await madeCity(records.sql);
});
afterAll(closeThreads);

async function readWorkbook(bytes: Uint8Array): Promise<{ name: string; rows: unknown[][] }[]> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes.slice().buffer);
  return workbook.worksheets.map((sheet) => ({
    name: sheet.name,
    rows: sheet
      .getSheetValues()
      .slice(1)
      .map((row) => row as unknown[]),
  }));
}

async function ask(wish: Record<string, string> = {}) {
  const { types = "day-care", ...rest } = wish;
  const asked = await askedCoverage("9901", {
    types: types.split(","),
    group: "60plus",
    walker: "elder-75-84",
    minutes: "15",
    date: "2025-12-31",
    ...rest,
  });
  if (!asked.ok) throw new Error(JSON.stringify(asked.refusal));
  return asked.value;
}
const answer = async (wish: Record<string, string> = {}) => {
  const { ground, query } = await ask(wish);
  const found = await answerCoverage(ground, query);
  return { ...found, total: cityFigures(found) };
};

test("people within a walk of an operating place are covered, the rest is beyond", async () => {
  const { total, sites } = await answer();
  expect([total.people, total.covered, total.beyond, sites.length]).toEqual([600, 100, 500, 1]);
});

test("a place that opens later counts from its day on, a closed one until its day", async () => {
  await city.facility({ lon: 113.71, lat: 34.76, areaCode: "990101001002", from: "2026-03-01" });
  expect((await answer()).total.covered).toBe(100);
  expect((await answer({ date: "2026-03-01" })).total.covered).toBe(300);
  await records.sql`UPDATE offering SET valid_to = '2026-06-01' WHERE facility_id = ${city.firstFacility}`;
  await records.sql`UPDATE facility_state SET valid_to = '2026-06-01' WHERE facility_id = ${city.firstFacility}`;
  expect((await answer({ date: "2026-05-31" })).total.covered).toBe(300);
  expect((await answer({ date: "2026-06-01" })).total.covered).toBe(200);
  expect((await answer()).total.covered).toBe(100);
});

test("a changed record changes the next answer", async () => {
  expect((await answer()).total.people).toBe(600);
  await records.sql`UPDATE area_population SET people = 150 WHERE area_code = '990101001001' AND population_group = '60plus'`;
  expect((await answer()).total.people).toBe(650);
});

test("a planned place is drawn and covers nobody; an unplaced one is listed", async () => {
  await city.facility({ lon: 113.71, lat: 34.76, areaCode: "990101001002", state: "planned" });
  await city.facility({ lon: null, lat: null, areaCode: "990101001002", name: "没有位置的一处" });
  const { total, coming } = await answer();
  expect([total.covered, coming.length]).toEqual([100, 1]);
  const page = await coveragePage(await ask());
  expect(page.sites).toMatchObject({ operating: 2, coming: 1, unplaced: 1, unplacedNames: [{ name: "没有位置的一处" }] });
});

test("the community that has an unplaced place is covered by the report, not by walking", async () => {
  await city.facility({ lon: null, lat: null, areaCode: "990101001002" });
  const { total, result } = await answer();
  expect([total.covered, total.reported]).toEqual([100, 300]);
  expect(result.bases.reportedOnly["far-centre"].people).toBe(200);
});

test("a community without a position or without people is counted apart", async () => {
  await records.sql`UPDATE area SET lon = NULL, lat = NULL, position_quality = 'unplaced' WHERE code = '990101001002'`;
  await records.sql`DELETE FROM area_population WHERE area_code = '990102001001'`;
  const { total } = await answer();
  expect(total).toMatchObject({ people: 300, covered: 100, beyond: 0, unlocated: 200, unknownCommunities: 1, share: 1 });
});

test("no population for the group is unknown, not nought", async () => {
  const { total, method } = await answer({ group: "0-2" });
  expect([total.people, total.share, total.shareKind, method.population]).toEqual([null, null, "population-unknown", null]);
});

test("a city of bare points has circles and places though it has no areas", async () => {
  await records.sql`DELETE FROM area WHERE city_code = '9901'`;
  const asked = await ask();
  const page = await coveragePage(asked);
  expect([page.areasKnown, page.total.people, page.total.shareKind, page.table.rows.length, page.sites.operating]).toEqual([
    false,
    null,
    "population-unknown",
    0,
    1,
  ]);
  const circles = JSON.parse(gunzipSync(await drawCircles(asked.ground, asked.query)).toString()) as {
    features: { geometry: { coordinates: unknown[] } }[];
  };
  expect(circles.features.map((feature) => feature.geometry.coordinates.length)).toEqual([1, 1, 1]);
});

test("every area level adds up to the same total", async () => {
  const { total, ...found } = await answer();
  for (const level of ["district", "street", "community"] as const)
    expect(figuresOfLevel(found, level).reduce((sum, area) => sum + (area.people ?? 0), 0)).toBe(total.people);
});

test("each level of the standard counts its own places", async () => {
  await city.facility({ lon: 113.71, lat: 34.76, areaCode: "990101001002", kindKey: "street-centre" });
  const { ground } = await ask();
  const checks = await cityStandards(ground, "2025-12-31");
  expect(checks.map(({ rule, met, areas, lacking }) => [rule.level, met, areas, lacking.map((area) => area.code)])).toEqual([
    ["community", 1, 3, ["990102001001", "990101001002"]],
    ["street", 1, 2, ["990102001"]],
  ]);
});

test("which level a kind serves is the city's to say", async () => {
  await city.facility({ lon: 113.71, lat: 34.76, areaCode: "990101001002", kindKey: "street-centre" });
  const met = async () => (await cityStandards((await ask()).ground, "2025-12-31")).map((check) => [check.rule.level, check.met]);
  expect(await met()).toEqual([
    ["community", 1],
    ["street", 1],
  ]);
  await records.sql`UPDATE facility_kind SET serves_level = 'community' WHERE key = 'street-centre'`;
  expect(await met()).toEqual([
    ["community", 2],
    ["street", 0],
  ]);
});

test("places that change change the check that counts them", async () => {
  await records.sql`UPDATE standard_parameter SET unit = 'place', value = 20 WHERE key = 'facilities-min'`;
  const [offering] = await records.sql`SELECT id FROM offering WHERE facility_id = ${city.firstFacility}`;
  const met = async () =>
    (await cityStandards((await ask()).ground, "2025-12-31")).find(({ rule }) => rule.unit === "place")!.met;
  expect(await met()).toBe(0);
  const classId = randomUUID();
  await records.sql`INSERT INTO offering_class (id, offering_id, kind) VALUES (${classId}, ${offering!["id"] as string}, 'day-place')`;
  await records.sql`INSERT INTO capacity (id, class_id, valid_from, licensed, staffed) VALUES (${randomUUID()}, ${classId}, '2024-01-01', 20, 10)`;
  expect(await met()).toBe(1);
  await records.sql`UPDATE capacity SET licensed = 19 WHERE class_id = ${classId}`;
  expect(await met()).toBe(0);
});

test("a file leaves without formulas, with its total, date and method on every line", async () => {
  await records.sql`UPDATE facility SET name = '=HYPERLINK("http://x")' WHERE id = ${city.firstFacility}`;
  const asked = await ask();
  const lines = (await exportFiguresCsv(asked, "community", "en", WORDS)).trim().split("\r\n");
  expect(lines).toHaveLength(5);
  expect(lines[1]).toContain(`"'=HYPERLINK(""http://x"")"`);
  for (const line of lines.slice(1)) expect(line).toContain("2025-12-31,straight × detour × 1.3");
  expect(lines[4]).toMatch(/^9901,Trial,city,600,100,/);
  const workbook = await readWorkbook(await exportFiguresXlsx(asked, "community", "zh", WORDS));
  expect(workbook.map((sheet) => sheet.name)).toEqual(["覆盖", "口径说明"]);
  expect(workbook[0]!.rows[1]).toContain(`'=HYPERLINK("http://x")`);
});

test("a question with unknown words is answered by all that is wrong with it", async () => {
  const asked = await askedCoverage("9901", {
    types: ["nothing"],
    group: "martians",
    walker: "runner",
    minutes: "90",
    date: "2025-02-30",
    level: "galaxy",
  });
  expect(asked.ok ? [] : asked.refusal.map(({ kind, field }) => [field, kind])).toEqual([
    ["types", "unknown"],
    ["group", "unknown"],
    ["walker", "unknown"],
    ["minutes", "out-of-range"],
    ["date", "not-a-day"],
    ["level", "unknown"],
  ]);
});

test("a comparison is the difference of two answers, the people of the asked day on both", async () => {
  await city.facility({ lon: 113.71, lat: 34.76, areaCode: "990101001002", from: "2025-03-01" });
  await records.sql`UPDATE offering SET valid_to = '2025-06-01' WHERE facility_id = ${city.firstFacility}`;
  await records.sql`INSERT INTO area_population (id, city_code, area_code, population_group, year, basis, people, source)
    VALUES (${randomUUID()}, '9901', '990101001002', '60plus', 2025, 'resident', 500, 'made')`;
  const asked = await ask({ compare: "2024-06-30" });
  const now = await answerCoverage(asked.ground, asked.query);
  const compared = (await comparedCoverage(now, asked.compare))!;
  const then = await answerCoverage(asked.ground, { ...asked.query, date: "2024-06-30" }, asked.query.date);
  for (const level of ["district", "street", "community"] as const)
    for (const before of figuresOfLevel(then, level)) {
      const row = asked.ground.areas.findIndex(({ code }) => code === before.code);
      const after = figuresOfLevel(now, level).find(({ code }) => code === before.code)!;
      const change = compared.changeOf(row);
      expect(change.covered).toBe(after.covered === null || before.covered === null ? null : after.covered - before.covered);
      expect(change.share).toBe(after.share === null || before.share === null ? null : after.share - before.share);
    }
  // The census of 2025 knows one community only; on the other day the one of 2020 would have been used.
  expect([compared.population.used?.year, compared.population.otherDays?.year]).toEqual([2025, 2020]);
  const page = await coveragePage(asked);
  expect(page.compared).toMatchObject({
    date: "2024-06-30",
    city: { covered: 500, onlyNow: 1, onlyThen: 1 },
    gained: { communities: 1, people: 500 },
    lost: { communities: 0 },
  });
  const heading = (await exportFiguresCsv(asked, "community", "en", WORDS)).split("\r\n")[0]!;
  expect(heading).toContain("change in people within,change in share,places this day only,places that day only");
});

test("a community no way leads to is listed with the reason", async () => {
  await records.sql`UPDATE area SET lon = NULL, lat = NULL, position_quality = 'unplaced' WHERE code = '990101001002'`;
  const page = await coveragePage(await ask());
  expect(page.unsnappedCommunities).toEqual([
    { reason: "no-position", count: 1, named: [{ id: "990101001002", name: "区990101001002", nameEn: null }] },
  ]);
  expect([page.unsnappedSites, page.onStreets]).toEqual([[], null]);
});
