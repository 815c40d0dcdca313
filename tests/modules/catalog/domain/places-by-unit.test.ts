import { expect, test } from "vitest";
import type { OfferedRow } from "~/modules/catalog/domain/facility-row";
import { placesByUnit } from "~/modules/catalog/domain/places-by-unit";

const TYPES = [
  { key: "residential", capacityUnit: "bed" },
  { key: "meals", capacityUnit: "seat" },
  { key: "day-care", capacityUnit: "place" },
  { key: "nursery", capacityUnit: "place" },
] as const;
const offered = (serviceType: string, over: Partial<OfferedRow> = {}): OfferedRow => ({
  ...{ serviceType, isInclusive: false, licensed: 30, staffed: 20, taken: 0 },
  ...{ staffedWhereTakenUnknown: 20, licensedWhereStaffedUnknown: 0 },
  ...{ classes: 1, licensedSaid: 1, staffedSaid: 1, takenSaid: 0, ...over },
});
const unstated = { licensed: 0, staffed: 0, licensedSaid: 0, staffedSaid: 0 };

test("beds, meals and places are never added together", () => {
  const sums = placesByUnit(
    [offered("residential"), offered("meals", { licensed: 40, staffed: 40 }), offered("day-care")],
    TYPES,
  );
  expect(sums.map(({ unit, licensed }) => [unit, licensed.places])).toEqual([
    ["place", 30],
    ["bed", 30],
    ["seat", 40],
  ]);
});

test("what nobody has stated is unknown, not nought; what only some state is a lower bound", () => {
  expect(placesByUnit([offered("meals", { ...unstated, classes: 0 })], TYPES)[0]!.licensed).toEqual({
    places: null,
    isLeast: false,
  });
  const [sum] = placesByUnit([offered("day-care"), offered("nursery", unstated)], TYPES);
  expect(sum).toMatchObject({ licensed: { places: 30, isLeast: true }, taken: { places: null } });
});

test("a stated nought is a figure", () => {
  expect(placesByUnit([offered("meals", { staffed: 0 })], TYPES)[0]!.staffed).toEqual({ places: 0, isLeast: false });
});
