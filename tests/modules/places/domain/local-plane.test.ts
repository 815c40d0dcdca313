import fc from "fast-check";
import { expect, test } from "vitest";
import { fromPlane, localPlane, planeAround, pointsOnPlane, toPlane } from "~/modules/places/domain/local-plane";
import { distanceBetween } from "~/shared/geo-point";

const PLANE = localPlane(113.46, 34.6);
const lon = fc.double({ min: 112.7, max: 114.22, noNaN: true });
const lat = fc.double({ min: 34.27, max: 34.98, noNaN: true });

test("there and back is the same place", () => {
  fc.assert(
    fc.property(lon, lat, (east, north) => {
      const back = fromPlane(PLANE, ...toPlane(PLANE, east, north));
      expect(back[0]).toBeCloseTo(east, 9);
      expect(back[1]).toBeCloseTo(north, 9);
    }),
  );
});

test("lengths anywhere in the city are true to 1 in 10,000", () => {
  fc.assert(
    fc.property(
      lon,
      lat,
      fc.double({ min: -0.01, max: 0.01, noNaN: true }),
      fc.double({ min: -0.01, max: 0.01, noNaN: true }),
      (east, north, dLon, dLat) => {
        const a = toPlane(PLANE, east, north);
        const b = toPlane(PLANE, east + dLon, north + dLat);
        const true_ = distanceBetween({ lon: east, lat: north }, { lon: east + dLon, lat: north + dLat });
        expect(Math.abs(Math.hypot(a[0] - b[0], a[1] - b[1]) - true_)).toBeLessThanOrEqual(true_ * 1e-4 + 1e-6);
      },
    ),
  );
});

test("the plane lies round the positions there are, and one far away does not move it off", () => {
  expect(planeAround([NaN, 113, 114, 113.4], [34, 34, 35, 34.2])).toEqual({ lon: 113.4, lat: 34.2 });
  expect(planeAround([113, 113.2, 113.4, 2.35, 113.3], [34, 34.1, 34.2, 48.85, 34.3])).toEqual({ lon: 113.2, lat: 34.2 });
  expect(planeAround([], [])).toEqual({ lon: 0, lat: 0 });
});

test("what is not on earth stays in its row as NaN", () => {
  const { x } = pointsOnPlane(PLANE, [113.46, 999, NaN], [34.6, 34, 34]);
  expect(x[0]).toBeCloseTo(0, 6);
  expect([x[1], x[2]]).toEqual([NaN, NaN]);
});
