import gcoord from "gcoord";
import { expect, test } from "vitest";
import { type CheckedPoint, looksLikeAnother, looksSwapped } from "~/modules/imports/domain/coordinate-check";
import { COORDINATE_SYSTEMS, toWgs84 } from "~/modules/imports/domain/coordinate-system";
import { shortName } from "~/modules/imports/domain/area-name-forms";
import { Gazetteer, type GazetteerArea } from "~/modules/imports/domain/gazetteer";
import { LikenessIndex } from "~/modules/imports/domain/likeness";
import type { Outline } from "~/modules/places/domain/outline";
import { distanceBetween } from "~/shared/geo-point";
import { seededRandom } from "~/shared/seeded-random";

const square = (west: number, south: number, size: number): Outline => ({
  type: "Polygon",
  coordinates: [
    [
      [west, south],
      [west + size, south],
      [west + size, south + size],
      [west, south + size],
      [west, south],
    ],
  ],
});
const area = (code: string, level: GazetteerArea["level"], name: string, extra: Partial<GazetteerArea> = {}): GazetteerArea => ({
  code,
  level,
  name,
  parentCode: code.length > 4 ? code.slice(0, { 6: 4, 9: 6, 12: 9 }[code.length]) : null,
  pinyin: "",
  position: null,
  outline: null,
  ...extra,
});

const gazetteer = new Gazetteer([
  area("4101", "city", "郑州市"),
  area("410105", "district", "金水区", { pinyin: "jinshuiqu", outline: square(113.6, 34.7, 0.2) }),
  area("410103", "district", "二七区", { outline: square(113.4, 34.7, 0.2) }),
  area("410105001", "street", "文化路街道办事处", { position: { lon: 113.66, lat: 34.78 } }),
  area("410103001", "street", "建中街街道", { position: { lon: 113.5, lat: 34.75 } }),
  area("410105001001", "community", "文化社区居民委员会", { position: { lon: 113.661, lat: 34.781 } }),
  area("410105001002", "community", "政七街社区居委会", { position: { lon: 113.67, lat: 34.79 } }),
  area("410103001001", "community", "政七街社区居委会", { position: { lon: 113.51, lat: 34.75 } }),
]);

test.each([
  [{ code: "410105001002" }, "410105001002"],
  [{ district: "金水", community: "政七街社区" }, "410105001002"],
  [{ district: "二七区", community: "政七街" }, "410103001001"],
  [{ district: "jinshuiqu", street: "文化路" }, "410105001"],
  [{ address: "河南省郑州市金水区文化路街道文化社区3号楼" }, "410105001001"],
  [{ address: "金水区政七街社区服务站" }, "410105001002"],
  [{ district: "金水区", address: "文化路80号" }, "410105001"],
])("%j is found in the city's own gazetteer", (stated, code) => {
  expect(gazetteer.match(stated)).toMatchObject({ area: { code }, rivals: 1 });
});

test("a name that fits two areas steps up to what they share and says so", () => {
  expect(gazetteer.match({ community: "政七街社区" })).toMatchObject({ area: { code: "4101" }, rivals: 2 });
  expect(gazetteer.match({ community: "没有这个社区" })).toBeNull();
  expect(shortName("文化路街道办事处")).toBe("文化路");
});

const random = seededRandom(7);
const places = Array.from({ length: 60 }, () => ({ lon: 113.61 + random() * 0.18, lat: 34.71 + random() * 0.18 }));
const CRS = { "WGS-84": gcoord.WGS84, "GCJ-02": gcoord.GCJ02, "BD-09": gcoord.BD09 };
const drawnIn = (system: keyof typeof CRS) =>
  places.map(({ lon, lat }) => gcoord.transform([lon, lat], gcoord.WGS84, CRS[system]) as [number, number]);

test.each(["GCJ-02", "BD-09"] as const)("%s goes to WGS-84 once, within a metre, and back where it was", (system) => {
  drawnIn(system).forEach(([x, y], at) =>
    expect(distanceBetween(toWgs84(x, y, system), places[at] ?? { lon: 0, lat: 0 })).toBeLessThan(1),
  );
});

test("coordinates in another system than declared are recognised by known places, and only then", () => {
  for (const actual of COORDINATE_SYSTEMS) {
    const points = drawnIn(actual).map(([x, y], at): CheckedPoint => ({
      x,
      y,
      known: [places[at] ?? { lon: 0, lat: 0 }],
      statedCode: null,
    }));
    for (const declared of COORDINATE_SYSTEMS) {
      const warning = looksLikeAnother(points, declared, gazetteer);
      if (actual === declared) expect(warning).toBeNull();
      else expect(warning).toMatchObject({ code: "looks-like", system: actual, by: "known-places" });
    }
  }
});

test("without known places the outlines of the stated areas speak", () => {
  const edge = Array.from(
    { length: 40 },
    (_, at) =>
      gcoord.transform([113.7992 - (at % 5) * 0.0003, 34.71 + at * 0.004], gcoord.WGS84, gcoord.GCJ02) as [number, number],
  );
  const points = edge.map(([x, y]): CheckedPoint => ({ x, y, known: [], statedCode: "410105" }));
  expect(looksLikeAnother(points, "WGS-84", gazetteer)).toMatchObject({ system: "GCJ-02", by: "outlines" });
  expect(looksLikeAnother(points, "GCJ-02", gazetteer)).toBeNull();
});

test("latitude and longitude that changed places are seen, with and without a known city", () => {
  const swapped = places.map(({ lon, lat }): CheckedPoint => ({ x: lat, y: lon, known: [], statedCode: null }));
  const straight = places.map(({ lon, lat }): CheckedPoint => ({ x: lon, y: lat, known: [], statedCode: null }));
  expect(looksSwapped(swapped, null)).toMatchObject({ code: "looks-swapped", points: 60 });
  expect(looksSwapped(swapped, gazetteer.bounds)).not.toBeNull();
  expect(looksSwapped(straight, gazetteer.bounds)).toBeNull();
  expect(looksSwapped([{ x: 141.34, y: 43.05, known: [], statedCode: null }], null)).toBeNull();
});

test("the same name at the same spot is likely the same place; a like name near by is only possible; far away is neither", () => {
  const index = new LikenessIndex([
    { id: "a", name: "金水区花园路养老院（普惠）", position: { lon: 113.66, lat: 34.78 }, areaCode: "410105001001" },
    { id: "b", name: "阳光托育园", position: null, areaCode: "410105001002" },
  ]);
  expect(index.like({ name: "金水区花园路养老院", position: { lon: 113.661, lat: 34.78 }, areaCode: null })[0]).toMatchObject({
    id: "a",
    isLikely: true,
  });
  expect(index.like({ name: "金水区花园路敬老院", position: { lon: 113.662, lat: 34.78 }, areaCode: null })[0]).toMatchObject({
    id: "a",
    isLikely: false,
  });
  expect(index.like({ name: "金水区花园路养老院", position: { lon: 113.9, lat: 34.78 }, areaCode: null })).toEqual([]);
  expect(index.like({ name: "阳光托育园", position: null, areaCode: "410105001002" })[0]).toMatchObject({
    id: "b",
    isLikely: true,
  });
  expect(index.like({ name: "阳光托育园", position: null, areaCode: "410103001001" })).toEqual([]);
});
