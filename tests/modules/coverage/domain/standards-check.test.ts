import { expect, test } from "vitest";
import { checkStandards, type StandardRule, type StandardSite } from "~/modules/coverage/domain/standards-check";

const AREAS = {
  code: ["410101", "410101001", "410101001001", "410101001002"],
  level: ["district", "street", "community", "community"],
};
const rule = (wish: Partial<StandardRule>): StandardRule => ({
  key: "facilities-min",
  level: "community",
  serviceType: "day-care",
  value: 1,
  unit: "facility",
  source: "",
  mark: "P",
  ...wish,
});
const site = (wish: Partial<StandardSite>): StandardSite => ({
  areaCode: "410101001001",
  serves: "community",
  types: ["day-care"],
  capacity: 20,
  ...wish,
});

test("a street's centre does not satisfy the community, nor a community's the street", () => {
  const sites = [site({ serves: "street" }), site({ areaCode: "410101001002" })];
  const [communities, streets] = checkStandards([rule({}), rule({ level: "street" })], AREAS, sites);
  expect(communities!.areas.map(({ row, state }) => [row, state])).toEqual([
    [2, "lacking"],
    [3, "met"],
  ]);
  expect([communities!.met, streets!.met]).toEqual([1, 1]);
  expect(checkStandards([rule({ level: "street" })], AREAS, [site({})])[0]!.met).toBe(0);
});

test("twenty places in one nursery are not ten in each of two", () => {
  const nursery = rule({ serviceType: "nursery", unit: "place", value: 20 });
  const two = [site({ types: ["nursery"], capacity: 10 }), site({ types: ["nursery"], capacity: 10 })];
  expect(checkStandards([nursery], AREAS, two)[0]!.met).toBe(0);
  expect(checkStandards([nursery], AREAS, [site({ types: ["nursery"], capacity: 20 })])[0]!.met).toBe(1);
});

test("a place known only to its street is named, not guessed into a community", () => {
  const [result] = checkStandards([rule({})], AREAS, [site({ areaCode: "410101001" }), site({ areaCode: null })]);
  expect([result!.met, result!.unattributed]).toEqual([0, 2]);
});

test("a nursery of unknown size neither meets the standard nor fails it", () => {
  const nursery = rule({ serviceType: "nursery", unit: "place", value: 20 });
  const unsized = site({ types: ["nursery"], capacity: null });
  const [alone] = checkStandards([nursery], AREAS, [unsized]);
  expect([alone!.met, alone!.unknown, alone!.areas[0]]).toEqual([0, 1, { row: 2, found: null, state: "unknown" }]);
  expect(checkStandards([nursery], AREAS, [unsized, site({ types: ["nursery"] })])[0]).toMatchObject({ met: 1, unknown: 0 });
  expect(checkStandards([rule({ serviceType: "nursery" })], AREAS, [unsized])[0]!.met).toBe(1);
});
