import { expect, test } from "vitest";
import { readPointCsv } from "~/cli/point-csv";
import { refusalOf, typedFiles } from "./typed-files";

const { put } = typedFiles();

test("points are read by their headings, in any order and either language", async () => {
  const file = put("points.csv", "纬度,people,编号,经度,name\n34.75,120,a,113.65,甲\n34.8,,b,113.7,乙\n");
  expect(await readPointCsv(file, ["people"])).toEqual({
    ids: ["a", "b"],
    lon: Float64Array.of(113.65, 113.7),
    lat: Float64Array.of(34.75, 34.8),
    counts: new Map([["people", Float64Array.of(120, NaN)]]),
    unplaced: [],
  });
  expect((await readPointCsv(put("lng.csv", "ID,Latitude,LNG\na,60.2,24.9\n"))).lon).toEqual(Float64Array.of(24.9));
});

test("a bad position is kept, without a place and with its reason", async () => {
  const file = put("gaps.csv", "id,lon,lat\na,113.65,34.75\nb,,34.75\nc,east,34\nd,34.75,113.65\n\ne,181,0\n");
  const { ids, lon, lat, unplaced } = await readPointCsv(file);
  expect(ids).toEqual(["a", "b", "c", "d", "e"]);
  expect([...lon]).toEqual([113.65, NaN, NaN, NaN, NaN]);
  expect([...lat]).toEqual([34.75, NaN, NaN, NaN, NaN]);
  expect(unplaced).toEqual([
    { id: "b", line: 3, reason: "position-missing" },
    { id: "c", line: 4, reason: "position-not-a-number" },
    { id: "d", line: 5, reason: "position-outside" },
    { id: "e", line: 7, reason: "position-outside" },
  ]);
});

test("a file with its headings alone has no points", async () => {
  expect((await readPointCsv(put("none.csv", "id,lon,lat\n"))).ids).toEqual([]);
});

test.each([
  ["no latitude", "id,lon,y\n", "has no column lat: its columns are id, lon, y"],
  ["two longitudes", "id,lon,lng,lat\n", "has more than one column lon"],
  ["no such count", "id,lon,lat,people\n", "has no column population"],
  ["words for a count", "id,lon,lat,population\na,1,2,some\n", "line 2: population is «some», a number is expected"],
  ["a negative count", "id,lon,lat,population\na,1,2,3\nb,1,2,-3\n", "line 3: population is -3"],
  ["an id twice", "id,lon,lat,population\na,1,2,3\na,1,2,3\n", "has the id a twice, on lines 2 and 3"],
])("%s is refused in one sentence", async (name, content, english) => {
  expect(await refusalOf(readPointCsv(put(`${name}.csv`, content), ["population"]))).toContain(english);
});
