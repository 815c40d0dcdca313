import { expect, test } from "vitest";
import { positionDoubt, type Bounds } from "~/modules/catalog/domain/declared-position";
import { filterProblems, withoutProblems } from "~/modules/catalog/domain/filter-problems";
import { FacilityForm } from "~/modules/catalog/ui/facility-form-schema";
import { draftFromForm } from "~/modules/catalog/ui/facility-form-value";

const CITY: Bounds = [112.7, 34.2, 114.2, 35];
const at = (lon: number, lat: number) => ({ lon, lat, quality: "exact", raw: null }) as const;

test("exchanged figures are refused, a far place until it is confirmed, one near the border is not", () => {
  expect(positionDoubt(at(34.75, 113.66), CITY, true)).toEqual({ kind: "looks-swapped" });
  expect(positionDoubt(at(116.4, 39.9), CITY, false)).toEqual({ kind: "far-outside", x: 116.4, y: 39.9 });
  expect(positionDoubt(at(116.4, 39.9), CITY, true)).toBeNull();
  expect(positionDoubt(at(114.6, 34.75), CITY, false)).toBeNull();
  expect(positionDoubt(at(116.4, 39.9), null, false)).toBeNull();
});

test("0 and 0 are no coordinates", () => {
  const said = (x: number, y: number) =>
    draftFromForm(FacilityForm.parse({ name: "a", kindKey: "k", line: "l", effectiveOn: "2025-01-01", x, y }), null).position;
  expect(said(0, 0)).toBeNull();
  expect(said(113.66, 34.75)).toMatchObject({ lon: 113.66, lat: 34.75 });
});

test("each value of an address that is not known is named and left out, the good ones are kept", () => {
  const address = new URLSearchParams("type=foo&kind=centre&area=999&state=foo&sort=foo&page=abc&q=x");
  const problems = filterProblems(address, { types: [{ key: "meals" }], kinds: [{ key: "centre" }], areaIsKnown: false });
  expect(problems.map(({ field, given }) => `${field}=${given}`)).toEqual([
    "type=foo",
    "state=foo",
    "sort=foo",
    "page=abc",
    "area=999",
  ]);
  expect(withoutProblems(address, problems).toString()).toBe("kind=centre&q=x");
});
