import { expect, test } from "vitest";
import { accessFigures } from "~/modules/coverage/domain/access-figures";
import { circlesRun } from "~/modules/coverage/domain/circles-run";
import { coverageRun, type CoverageInput } from "~/modules/coverage/domain/coverage-run";
import { methodsRun } from "~/modules/coverage/domain/methods-run";
import { REACH_METHODS, type ReachMethod } from "~/modules/places/domain/reach";
import { fromPlane, localPlane } from "~/modules/places/domain/local-plane";
import { shareDone, type Progress } from "~/shared/progress";
import { madeInput } from "./made-input";
import { madeTown } from "./made-town";

/** Hears a computation, and keeps every share it told. */
function listener() {
  const heard = { expected: 0, begun: 0, beyond: 0, shares: [] as number[] };
  const progress: Progress = {
    expect: (steps) => (heard.expected = steps),
    begin(counted, of) {
      heard.begun++;
      const tell = (done: number) => {
        if (done > of) heard.beyond++;
        heard.shares.push(shareDone({ step: heard.begun, steps: heard.expected, counted, done, of }));
      };
      tell(0);
      return tell;
    },
  };
  return { heard, progress };
}

const PLANE = localPlane(113.65, 34.76);
const RIVER = {
  line: [fromPlane(PLANE, 250, -2_000), fromPlane(PLANE, 250, 2_000)].map(([lon, lat]): [number, number] => [lon, lat]),
  crossings: [fromPlane(PLANE, 250, 0)].map(([lon, lat]): [number, number] => [lon, lat]),
};
const inputOf = (method: ReachMethod, barriers: CoverageInput["barriers"]): CoverageInput =>
  madeInput(
    [
      { x: 0, y: 0, people: 10 },
      { x: 400, y: 300, people: 20 },
      { x: NaN, y: 0, people: 5 },
    ],
    [
      { x: 10, y: 10 },
      { x: -500, y: 200 },
    ],
    { method, barriers },
  );
const streets = madeTown();
const every = [...REACH_METHODS.map((method) => [method, true] as const), ["circle", false] as const].flatMap(
  ([method, hasStreets]) => [[method, hasStreets, 0] as const, [method, hasStreets, 1] as const],
);

test.each(every)(
  "a run tells each step it announced and never goes back: %s, streets %s, rivers %s",
  (method, hasStreets, rivers) => {
    const barriers = rivers ? [RIVER] : [];
    const input = inputOf(method, barriers);
    const own = hasStreets ? streets : null;
    const drawn = {
      ...input.sites,
      barriers,
      detour: 1.3,
      method,
      speedKmh: 2.7,
      limit: input.limit,
      properties: {},
      demo: null,
    };
    const runs = [
      (progress: Progress) => coverageRun(input, own, progress),
      (progress: Progress) => methodsRun({ city: input, methods: own ? REACH_METHODS : [method] }, own, progress),
      (progress: Progress) => accessFigures({ city: input, capacity: Float64Array.of(10, 20), measure: "2sfca" }, own, progress),
      (progress: Progress) => circlesRun(drawn, own, progress),
    ];
    for (const run of runs) {
      const { heard, progress } = listener();
      run(progress);
      expect([heard.begun, heard.beyond]).toEqual([heard.expected, 0]);
      expect(heard.shares).toEqual([...heard.shares].sort((a, b) => a - b));
      expect(heard.shares.at(-1)).toBeLessThanOrEqual(1);
    }
  },
);
