import { expect, test } from "vitest";
import { placesPerThousand } from "~/modules/coverage/domain/places-per-thousand";

test("72,800 places over 13,018,000 people are 5.59 per 1,000, and over small children many more", () => {
  expect(placesPerThousand([{ licensed: 72_800 }], 13_018_000).perThousand).toBeCloseTo(5.592, 3);
  expect(placesPerThousand([{ licensed: 72_800 }], 460_655).perThousand).toBeCloseTo(158.04, 2);
});

test("a capacity nobody has said is counted as unsaid, not as nought", () => {
  expect(placesPerThousand([{ licensed: 20 }, { licensed: null }], 1000)).toEqual({
    places: 20,
    unknownSites: 1,
    people: 1000,
    perThousand: 20,
  });
  expect(placesPerThousand([{ licensed: null }], 1000).perThousand).toBeNull();
});

test("no residents and unknown residents have no figure; no place at all is nought", () => {
  expect(placesPerThousand([{ licensed: 20 }], 0).perThousand).toBeNull();
  expect(placesPerThousand([{ licensed: 20 }], null).perThousand).toBeNull();
  expect(placesPerThousand([], 1000).perThousand).toBe(0);
});
