import fc from "fast-check";
import { expect, test } from "vitest";
import { declaredPosition, positionWarnings } from "~/modules/catalog/domain/declared-position";
import { addressOf, codeRange, queryFromAddress } from "~/modules/catalog/domain/facility-filter";
import { checkServiceType, classFactsOf, reachOf, type ServiceType } from "~/modules/catalog/domain/service-type";
import { distanceBetween } from "~/shared/geo-point";

const jobStation: ServiceType = {
  key: "job-station",
  nameZh: "零工驿站",
  nameEn: "Job station",
  symbol: "工",
  line: "employment",
  circle: { by: "metres", metres: 3000 },
  walkerKey: "adult",
  populationGroup: "all",
  capacityUnit: "visit",
  standardZh: "",
  standardEn: "",
  source: "",
  order: 11,
};
const registry = { takenKeys: ["meals"], walkerKeys: ["adult"] };

test("a planner adds «job station, 3 km»", () => {
  expect(checkServiceType(jobStation, registry)).toEqual({ ok: true, value: jobStation });
  expect(reachOf(jobStation.circle, 2.7)).toBe(3000);
});

test("15 minutes at 4 km/h are 1,000 m", () => {
  expect(reachOf({ by: "minutes", minutes: 15 }, 4)).toBeCloseTo(1000);
});

test("everything wrong with an entry is said at once", () => {
  const verdict = checkServiceType(
    { ...jobStation, key: "meals", nameZh: " ", symbol: "工作", circle: { by: "minutes", minutes: 3000 }, walkerKey: "dog" },
    registry,
  );
  expect(!verdict.ok && verdict.refusal.map((refusal) => refusal.kind)).toEqual([
    "key-taken",
    "name-missing",
    "symbol-not-one-character",
    "circle-out-of-bounds",
    "walker-unknown",
  ]);
});

test("a character beyond the basic plane is one symbol", () => {
  expect(checkServiceType({ ...jobStation, symbol: "𠮷" }, registry).ok).toBe(true);
});

test("a filter survives its address", () => {
  const word = fc.constantFrom("", "meals", "养老 中心", "a&b=c", "100%");
  fc.assert(
    fc.property(
      word,
      fc.boolean(),
      fc.constantFrom("operating", "closed", ""),
      fc.constantFrom("410105", ""),
      (search, isInclusive, state, area) => {
        const asked = queryFromAddress(
          new URLSearchParams({ q: search, state, area, inclusive: isInclusive ? "yes" : "" }),
          "2025-12-31",
        );
        const again = queryFromAddress(addressOf(asked, asked.day), "2000-01-01");
        expect(again).toEqual(asked);
      },
    ),
  );
});

test("an address nobody can read opens the plain list", () => {
  const query = queryFromAddress(
    new URLSearchParams("state=burning&area=x&date=2025-13-01&sort=luck&after=zzz&documents=1"),
    "2025-12-31",
  );
  expect(query).toEqual(queryFromAddress(new URLSearchParams(), "2025-12-31"));
});

test("a code range holds its subtree and nothing beside it", () => {
  const { lo, hi } = codeRange("410105");
  const isIn = (code: string) => code >= lo && code < hi;
  expect([isIn("410105"), isIn("410105001999"), isIn("410106"), isIn("410104999")]).toEqual([true, true, false, false]);
});

test("an Amap point is moved about 570 m in Zhengzhou and what was typed is kept", () => {
  const position = declaredPosition(113.665, 34.757, "GCJ-02", "exact");
  const moved = distanceBetween({ lon: 113.665, lat: 34.757 }, position);
  expect(moved).toBeGreaterThan(560);
  expect(moved).toBeLessThan(580);
  expect(position.raw).toEqual({ x: 113.665, y: 34.757, system: "GCJ-02" });
});

test("exchanged coordinates, another city and another area are pointed out", () => {
  const bounds = [112.7, 34.2, 114.3, 35.0] as const;
  const square = {
    type: "Polygon" as const,
    coordinates: [
      [
        [113.6, 34.7],
        [113.7, 34.7],
        [113.7, 34.8],
        [113.6, 34.8],
        [113.6, 34.7],
      ],
    ],
  };
  expect(positionWarnings({ lon: 34.75, lat: 113.65 }, square, bounds)).toEqual(["looks-swapped"]);
  expect(positionWarnings({ lon: 116.4, lat: 39.9 }, square, bounds)).toEqual(["outside-the-city"]);
  expect(positionWarnings({ lon: 113.9, lat: 34.75 }, square, bounds)).toEqual(["outside-its-area"]);
  expect(positionWarnings({ lon: 113.65, lat: 34.75 }, square, bounds)).toEqual([]);
});

test("a class is asked only what its service has", () => {
  expect(classFactsOf({ populationGroup: "75plus", capacityUnit: "seat" })).toEqual({
    kinds: ["meal-seat", "general"],
    isOfChildren: false,
  });
  expect(classFactsOf({ populationGroup: "60plus", capacityUnit: "bed" }).kinds[0]).toBe("nursing-bed");
  expect(classFactsOf({ populationGroup: "0-2", capacityUnit: "place" })).toMatchObject({ isOfChildren: true });
  expect(classFactsOf({ populationGroup: "all", capacityUnit: "person" }).kinds).toEqual(["general"]);
});
