import fc from "fast-check";
import { expect, test } from "vitest";
import { detourTowards, fitDetourByBearing } from "~/modules/places/domain/detour-index";
import { detourFromWalks, walksBeside } from "~/modules/places/domain/detour-from-walks";
import { Reach, type ReachQuestion } from "~/modules/places/domain/reach";
import { sampledWalks, walkProblem } from "~/modules/places/domain/sampled-walk";
import { distanceBetween } from "~/shared/geo-point";
import {
  anyBarrier,
  anyPlace,
  anyPlaces,
  barrierLine,
  network,
  onGround,
  PLANE,
  points,
  wall,
  type FlatBarrier,
} from "./flat-town";

type Flat = readonly [x: number, y: number];
interface FlatWalk {
  readonly from: Flat;
  readonly to: Flat;
  /** walked ÷ straight */
  readonly ratio: number;
}
const place = ([x, y]: Flat) => {
  const [lon, lat] = onGround(x, y);
  return { lon, lat };
};
const walks = (all: readonly FlatWalk[]) =>
  sampledWalks(
    all.map(({ from, to, ratio }) => ({
      from: place(from),
      to: place(to),
      metres: ratio * Math.hypot(to[0] - from[0], to[1] - from[1]),
    })),
  );
const anyWalk = fc.record({ from: anyPlace, to: anyPlace, ratio: fc.double({ min: 1, max: 2.5, noNaN: true }) });
const someWalks = fc.array(anyWalk, { minLength: 1, maxLength: 30 });
const positions = (places: readonly Flat[]) => ({
  lon: places.map((each) => place(each).lon),
  lat: places.map((each) => place(each).lat),
});
const asked = (
  sites: readonly Flat[],
  homes: readonly Flat[],
  taught: readonly FlatWalk[],
  rest: Partial<ReachQuestion> = {},
  barriers: readonly FlatBarrier[] = [],
): ReachQuestion => ({
  ...{ method: "sectors", sites: positions(sites), points: positions(homes), farthest: 900, detour: 1.3, streets: null },
  barriers: barriers.map(barrierLine),
  walks: walks(taught),
  ...rest,
});

test("walks as crooked as the city change nothing: sectors are the circle", () => {
  fc.assert(
    fc.property(anyPlaces(1, 5), anyPlaces(1, 20), someWalks, (sites, homes, taught) => {
      const usual = taught.map((walk) => ({ ...walk, ratio: 1.3 }));
      const sectors = new Reach(asked(sites, homes, usual)).nearest().metres;
      const circle = new Reach(asked(sites, homes, usual, { method: "circle" })).nearest().metres;
      sectors.forEach((metres, home) => {
        if (Math.abs(metres - 900) > 1e-3 && Math.abs(circle[home]! - 900) > 1e-3) expect(metres).toBeCloseTo(circle[home]!, 3);
      });
    }),
    { numRuns: 100 },
  );
});

test("more metres, and another place, never shrink what walks taught", () => {
  fc.assert(
    fc.property(anyPlaces(1, 4), anyPlace, anyPlaces(1, 20), someWalks, (sites, other, homes, taught) => {
      const near = new Reach(asked(sites, homes, taught, { farthest: 600 })).nearest().metres;
      const far = new Reach(asked(sites, homes, taught, { farthest: 900 })).nearest().metres;
      const more = new Reach(asked([...sites, other], homes, taught, { farthest: 900 })).nearest().metres;
      near.forEach((metres, home) => {
        expect(far[home]!).toBeLessThanOrEqual(metres);
        expect(more[home]!).toBeLessThanOrEqual(far[home]!);
      });
    }),
    { numRuns: 100 },
  );
});

test("no barrier is crossed without a crossing, whatever was measured", () => {
  fc.assert(
    fc.property(anyPlace, anyPlaces(1, 20), someWalks, ([x, y], homes, taught) => {
      const site: Flat = [x, -Math.abs(y) - 1];
      const { metres } = new Reach(asked([site], homes, taught, {}, [wall()])).nearest();
      homes.forEach(([, north], home) => {
        if (north > 1) expect(metres[home]).toBe(Infinity);
      });
    }),
    { numRuns: 50 },
  );
});

test("the drawn steps nest and hold what the figures count", () => {
  const taught = [0, 1, 2, 3].flatMap((i): FlatWalk[] =>
    [400, 500, 600].map((far) => ({ from: [0, 0], to: [far, 50 * i], ratio: 1.8 })),
  );
  const [near, middle, far] = new Reach(asked([[0, 0]], [], taught)).cityShapes([300, 600, 900]) as [never, never, never];
  const width = (shape: { coordinates: number[][][][] }) => Math.max(...shape.coordinates.flat(2).map(([lon]) => lon!));
  expect(width(near)).toBeLessThan(width(middle));
  expect(width(middle)).toBeLessThan(width(far));
  const [untaught] = new Reach(asked([[0, 0]], [], [], { method: "circle" })).cityShapes([900]) as [never];
  expect(width(far)).toBeLessThan(width(untaught));
});

test("a walk speaks for the places within a kilometre of its ends, and for no other", () => {
  const taught = Array.from({ length: 20 }, (_, i): FlatWalk => ({ from: [0, 0], to: [500 + i, 0], ratio: 2 }));
  const [beside, away] = detourFromWalks(PLANE, walks(taught), points([0, 100], [5_000, 0]), network(), 1.3);
  expect(detourTowards(beside!, 1, 0)).toBeGreaterThan(1.8);
  expect(detourTowards(away!, 1, 0)).toBe(1.3);
  expect([...walksBeside(walks(taught), positions([[0, 100], [5_000, 0]]))]).toEqual([20, 0]); // prettier-ignore
});

test("the way round a barrier is known already: a walk over the bridge teaches only what is longer than that", () => {
  const bridge = wall(400);
  const around = (2 * Math.hypot(400, 100)) / 200;
  const usual: FlatWalk = { from: [0, -100], to: [0, 100], ratio: 1.3 * around };
  const [taught] = detourFromWalks(PLANE, walks([usual]), points([0, -100]), network(bridge), 1.3);
  taught!.byBearing.forEach((index) => expect(index).toBeCloseTo(1.3, 2));
  const [untold] = detourFromWalks(PLANE, walks([usual]), points([0, -100]), network(wall()), 1.3);
  expect(untold!.byBearing.every((index) => index === 1.3)).toBe(true);
});

test("blocks are learned: walks along two streets tell of the other two, and the corners are farther", () => {
  const along = (turn: number, ratio: number) => ({ dx: 500 * Math.sin(turn), dy: 500 * Math.cos(turn), walked: 500 * ratio });
  const samples = [0, Math.PI / 2].flatMap((turn) => Array.from({ length: 10 }, () => along(turn, 1.05)));
  const corner = Array.from({ length: 10 }, () => along(Math.PI / 4, 1.45));
  const index = fitDetourByBearing([...samples, ...corner], 1.3, 16);
  expect(detourTowards(index, 0, -1)).toBeLessThan(1.25);
  expect(detourTowards(index, -1, -1)).toBeGreaterThan(1.3);
});

test("sectors with nothing to learn from have the index of the question in every direction", () => {
  const question = asked(
    [[0, 0]],
    [
      [500, 0],
      [0, -600],
      [800, 800],
    ],
    [],
    { walks: null },
  );
  const circle = new Reach({ ...question, method: "circle" }).nearest().metres;
  expect(Array.from(new Reach(question).nearest().metres)).toEqual(Array.from(circle));
});

test("impossible walks are told apart", () => {
  const bounds = [113.5, 34.6, 113.8, 34.9] as const;
  const from = place([0, 0]);
  const to = place([500, 0]);
  const straight = distanceBetween(from, to);
  const problem = (metres: number, end = to) => walkProblem({ from, to: end, metres }, bounds);
  expect(problem(straight + 1)).toBeNull();
  expect(problem(straight - 1)).toBe("shorter-than-straight");
  expect(problem(20_001)).toBe("too-long");
  expect([problem(0), problem(NaN)]).toEqual(["no-length", "no-length"]);
  expect(problem(900, { lon: NaN, lat: 34 })).toBe("no-position");
  expect(problem(900, { lon: 116.4, lat: 39.9 })).toBe("outside-city");
});

test("a lake is a barrier that ends where it began: nobody is reached on it, and the circle has a hole there", () => {
  fc.assert(
    fc.property(anyBarrier, ({ line: [a] }) => {
      const [x, y] = [a![0] / 3, a![1] / 3 + 500];
      const ring: Flat[] = [[x - 100, y - 100], [x + 100, y - 100], [x + 100, y + 100], [x - 100, y + 100], [x - 100, y - 100]]; // prettier-ignore
      const lake: FlatBarrier = { line: ring, crossings: [] };
      const { metres } = new Reach(asked([[x, y - 300]], [[x, y], [x, y - 200]], [], { method: "circle" }, [lake])).nearest(); // prettier-ignore
      expect([metres[0], metres[1]! < 900]).toEqual([Infinity, true]);
    }),
    { numRuns: 30 },
  );
});
