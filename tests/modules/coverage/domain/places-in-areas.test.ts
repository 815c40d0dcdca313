import { expect, test } from "vitest";
import { peoplePerPlace, placesInAreas } from "~/modules/coverage/domain/places-in-areas";

const AREAS = ["4101", "410101", "410102", "410101001", "410101001001"].map((code) => ({ code }));
const PARENT = Int32Array.from([-1, 0, 0, 1, 3]);
const inAreas = (sites: readonly (readonly [string | null, number | null])[]) =>
  placesInAreas(
    { areas: AREAS } as never,
    PARENT,
    sites.map(([areaCode, licensed]) => ({ areaCode, licensed })),
  );

test("a place stands in its community, its street, its district and the city, and nowhere else", () => {
  const sums = inAreas([
    ["410101001001", 30],
    ["410101001", 20],
    ["410102", null],
    [null, 5],
  ]);
  expect(sums!.map(({ facilities, places, unknownFacilities }) => [facilities, places, unknownFacilities])).toEqual([
    [3, 50, 1],
    [2, 50, 0],
    [1, 0, 1],
    [2, 50, 0],
    [1, 30, 0],
    [4, 55, 1],
  ]);
});

test("where no capacity is known there is no figure at all", () => {
  expect(inAreas([["410101001", null]])).toBeNull();
});

test("unknown stays unknown, and nobody is divided by nothing", () => {
  const places = (facilities: number, known: number, unknownFacilities = 0) => ({ facilities, places: known, unknownFacilities });
  expect(peoplePerPlace(places(2, 40), 100)).toEqual({ kind: "known", people: 2.5, atMost: false });
  expect(peoplePerPlace(places(2, 40, 1), 100)).toEqual({ kind: "known", people: 2.5, atMost: true });
  expect(peoplePerPlace(places(1, 0, 1), 100).kind).toBe("capacity-unknown");
  expect(peoplePerPlace(places(0, 0), 100).kind).toBe("no-place");
  expect(peoplePerPlace(places(1, 10), null).kind).toBe("people-unknown");
  expect(peoplePerPlace(places(1, 10), 0).kind).toBe("no-residents");
});
