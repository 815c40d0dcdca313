import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { answerCoverage } from "~/cli/coverage-answer";
import { writeCoverageFiles } from "~/cli/coverage-files";
import { coverageJson } from "~/cli/coverage-words";
import { madeExtract } from "../factories/made-extract";
import { refusalOf, typedFiles } from "./typed-files";

const { put } = typedFiles();
const LON = 24.9;
const LAT = 60.1;
/** One straight street of a kilometre, a node each 100 m. */
const metres = (along: number) => LON + along / (111_320 * Math.cos((LAT * Math.PI) / 180));
const nodes = Array.from({ length: 11 }, (_, i) => ({ id: i + 1, lon: metres(100 * i), lat: LAT }));
const streets = put(
  "street.osm.pbf",
  madeExtract({ nodes, ways: [{ id: 1, refs: nodes.map(({ id }) => id), tags: { highway: "residential" } }] }),
);
const facilities = put("F.csv", `id,lon,lat\nclinic,${metres(0)},${LAT}\nlost,,\n`);
const demand = put(
  "D.csv",
  `id,lon,lat,population\nnear,${metres(300)},${LAT},10\nedge,${metres(598)},${LAT},20\npast,${metres(700)},${LAT},40\n` +
    `far,10,10,80\nnobody,${metres(100)},${LAT},0\nuncounted,${metres(100)},${LAT},\n`,
);
const asked = { streets, facilities, demand, count: "population", minutes: "10", "speed-kmh": "3.6" };

test("people are covered by the street, and whoever stands on none is named", async () => {
  const answer = coverageJson(await answerCoverage(asked));
  expect(answer).toMatchObject({
    ...{ method: "network", minutes: 10, speed_kmh: 3.6, facilities: 2, demand_points: 6 },
    ...{ people_total: 150, people_covered: 30, people_unplaced: 80, people_unknown: 1, share: 30 / 70 },
    unsnapped: [
      { id: "lost", of: "facility", reason: "position-missing" },
      { id: "far", of: "demand", reason: "outside-streets" },
    ],
  });
});

test("without streets a circle answers, shrunk by the detour index", async () => {
  const { streets: _none, ...rest } = asked;
  expect(coverageJson(await answerCoverage({ ...rest, detour: "1" }))).toMatchObject({ method: "circle", people_covered: 30 });
  expect(coverageJson(await answerCoverage({ ...rest, detour: "1.9" }))).toMatchObject({ people_covered: 10 });
  expect(coverageJson(await answerCoverage({ ...asked, method: "sectors" }))).toMatchObject({ method: "sectors", detour: 1.3 });
  const untaught = { ...rest, method: "sectors" };
  expect(coverageJson(await answerCoverage({ ...untaught, detour: "1" }))).toMatchObject({
    method: "sectors",
    people_covered: 30,
  });
  expect(coverageJson(await answerCoverage({ ...untaught, detour: "1.9" }))).toMatchObject({ people_covered: 10 });
});

test("walks somebody measured shorten the direction they were measured in, and a straight one changes nothing", async () => {
  const { streets: _none, ...rest } = asked;
  const walk = (to: number, walked: number) => `${metres(0)},${LAT},${metres(to)},${LAT},${walked}\n`;
  const samples = (name: string, ...walks: string[]) => put(name, `from_lon,from_lat,to_lon,to_lat,metres\n${walks.join("")}`);
  const covered = async (file: string) => coverageJson(await answerCoverage({ ...rest, detour: "1", samples: file }));
  expect(await covered(samples("straight.csv", walk(300, 300.1)))).toMatchObject({ method: "sectors", people_covered: 30 });
  const crooked = Array.from({ length: 20 }, (_, i) => walk(500 + i, 1.9 * (500 + i)));
  expect(await covered(samples("crooked.csv", ...crooked))).toMatchObject({ method: "sectors", people_covered: 10 });
});

test("a walk that cannot be is refused with its line", async () => {
  const { streets: _none, ...rest } = asked;
  const file = put("bad.csv", `from_lon,from_lat,to_lon,to_lat,metres\n${metres(0)},${LAT},${metres(500)},${LAT},400\n`);
  const said = await refusalOf(answerCoverage({ ...rest, samples: file }));
  expect(said).toContain("bad.csv line 2: metres walked are fewer than the straight line");
});

test("nobody living there is no share at all", async () => {
  const empty = put("empty.csv", `id,lon,lat,population\na,${LON},${LAT},0\n`);
  expect(coverageJson(await answerCoverage({ ...asked, demand: empty }))).toMatchObject({ people_total: 0, share: null });
});

test("homes nobody could place are no share of 0 %, and a file of another city is refused in one sentence", async () => {
  const lost = put("lost.csv", "id,lon,lat,population\na,,,30\nb,,,20\n");
  expect(coverageJson(await answerCoverage({ ...asked, demand: lost }))).toMatchObject({
    ...{ people_total: 50, people_covered: 0, people_unplaced: 50, share: null },
  });
  const elsewhere = (name: string, more = "") => put(name, `id,lon,lat,population\na,113.6,34.7,30\nb,113.7,34.7,20\n${more}`);
  const homes = await refusalOf(answerCoverage({ ...asked, demand: elsewhere("homes.csv", "c,,,5\n") }));
  expect(homes).toContain("wrong area: every point of --demand lies outside the streets");
  expect(homes).not.toContain("\n");
  for (const method of ["network", "sectors"])
    expect(await refusalOf(answerCoverage({ ...asked, method, facilities: elsewhere("places.csv") }))).toContain(
      "wrong area: every point of --facilities",
    );
});

test("rings nest, the union holds them, and every home names its nearest facility", async () => {
  await writeCoverageFiles(await answerCoverage(asked), "out");
  const read = (name: string) => readFileSync(join(process.env.QUARTERHOUR_TYPED_IN!, "out", name), "utf8");
  const rings = (name: string) =>
    (JSON.parse(read(name)) as { features: { properties: { minutes: number }; geometry: { type: string } }[] }).features;
  expect(rings("circles.geojson").map(({ properties }) => Math.round(properties.minutes * 100) / 100)).toEqual([10, 6.67, 3.33]);
  expect(rings("union.geojson")).toHaveLength(3);
  expect(read("demand.csv").split("\r\n").slice(0, 4)).toEqual([
    "id,nearest_facility,minutes,covered",
    "near,clinic,5,1",
    "edge,clinic,9.96,1",
    "past,clinic,11.66,0",
  ]);
  expect(existsSync(join(process.env.QUARTERHOUR_TYPED_IN!, "out"))).toBe(true);
});

test.each([
  ["a street file that is none", { streets: facilities }, "is not an .osm.pbf file"],
  ["a street file that is not there", { streets: "gone.osm.pbf" }, "there is no file gone.osm.pbf"],
  ["streets by circle are asked for without streets", { streets: undefined, method: "network" }, "only with --streets"],
  ["walks beside streets", { samples: "walks.csv" }, "--samples and --streets cannot be used together"],
  ["walks for circles", { streets: undefined, method: "circle", samples: "walks.csv" }, "only with --method sectors"],
  ["a detour below one", { method: "circle", detour: "0.9" }, "at least 1"],
  ["no minutes", { minutes: "0" }, "greater than 0"],
  ["a day of walking", { minutes: "1440" }, "at most 120"],
  ["a method nobody knows", { method: "helicopter" }, "use one of network, sectors, circle"],
  ["a count that is no column", { count: "elders" }, "has no column elders"],
  ["no demand", { demand: undefined }, "--demand is missing"],
])("%s is refused in one sentence", async (_name, change, sentence) => {
  const options = Object.fromEntries(Object.entries({ ...asked, ...change }).filter(([, value]) => value !== undefined));
  const said = await refusalOf(answerCoverage(options));
  expect(said).toContain(sentence);
  expect(said).not.toContain("\n");
});

test("a speed nobody walks and a count nobody can add up are refused by name", async () => {
  expect(await refusalOf(answerCoverage({ ...asked, "speed-kmh": "1e300" }))).toContain("--speed-kmh is 1e300: at most 25");
  expect(await refusalOf(answerCoverage({ ...asked, "steps-factor": "1e300" }))).toContain("--steps-factor is 1e300: at most");
  const huge = put("huge.csv", `id,lon,lat,population\na,${metres(0)},${LAT},1e308\nb,${metres(0)},${LAT},1e308\n`);
  expect(await refusalOf(answerCoverage({ ...asked, demand: huge }))).toContain("huge.csv line 2: population is 1e308");
});

test("rings of a place beside the 180th meridian are cut there", async () => {
  const site = put("antimeridian.csv", "id,lon,lat,population\nfiji,179.999,-16.8,1\n");
  await writeCoverageFiles(await answerCoverage({ facilities: site, demand: site, count: "population" }), "antimeridian");
  const folder = join(process.env.QUARTERHOUR_TYPED_IN!, "antimeridian");
  const { features } = JSON.parse(readFileSync(join(folder, "circles.geojson"), "utf8")) as {
    features: { geometry: { coordinates: number[][][][] } }[];
  };
  const lons = features.flatMap(({ geometry }) => geometry.coordinates.flat(2).map(([lon]) => lon!));
  expect([Math.min(...lons), Math.max(...lons)]).toEqual([-180, 180]);
});
