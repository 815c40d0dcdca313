import { expect, test } from "vitest";
import { answerAccess } from "~/cli/access-answer";
import { accessRun, type AccessMeasure } from "~/modules/coverage/domain/access-run";
import { gaussianDecay, binaryDecay, stepDecay } from "~/modules/coverage/domain/distance-decay";
import { fromPlane, planeAround } from "~/modules/places/domain/local-plane";
import { Reach } from "~/modules/places/domain/reach";
import { typedFiles } from "../../../cli/typed-files";
import { naiveFloating } from "./naive-access";

const { put } = typedFiles();
const PLANE = planeAround([113.6], [34.7]);
/** One place; a home exactly at the edge of 15 minutes, a hair's breadth before it, and one half way. */
const EDGE = 900;
const MEASURES = [
  ["2sfca", undefined, "2sfca", binaryDecay(15)],
  ["e2sfca", "step", "e2sfca-step", stepDecay(15)],
  ["e2sfca", "gaussian", "e2sfca-gaussian", gaussianDecay(15)],
] as const;

test.each(MEASURES)(
  "%s %s: at the catchment's edge terminal, app and textbook say the same",
  async (method, decay, measure, by) => {
    for (const minutes of [[15], [15, 7.5]]) {
      const told = naiveFloating({
        population: minutes.map(() => 100),
        capacity: [10],
        cost: minutes.map((each) => [each]),
        weightAt: by.weightAt,
      });
      const rows = (line: (minutes: number, row: number) => string) => minutes.map(line).join("");
      const typed = await answerAccess({
        supply: put("S-edge.csv", "id,capacity\nplace,10\n"),
        demand: put("D-edge.csv", `id,population\n${rows((_, row) => `home${row},100\n`)}`),
        costs: put("C-edge.csv", `demand,supply,cost\n${rows((each, row) => `home${row},place,${each}\n`)}`),
        ...{ catchment: "15", method },
        ...(decay && { decay }),
      });
      for (const last of [1, 1 + 2 ** -51]) {
        const shown = shownOf(measure, minutes, last);
        expect([...typed.scores.values].map(rounded)).toEqual(told.map(rounded));
        expect([...shown].map(rounded)).toEqual(told.map(rounded));
      }
    }
  },
);

const rounded = (value: number) => Math.round(value * 1e9) / 1e9;

/** @param last what computing the edge may do to its last digit */
function shownOf(measure: AccessMeasure, minutes: readonly number[], last: number): Float64Array {
  const homes = minutes.map((each) => fromPlane(PLANE, (EDGE * each) / 15, 0));
  const [lon, lat] = fromPlane(PLANE, 0, 0);
  const reach = {
    ...({ method: "circle", detour: 1, barriers: [], streets: null } as const),
    sites: { lon: [lon], lat: [lat] },
    points: { lon: homes.map(([east]) => east), lat: homes.map(([, north]) => north) },
  };
  const walked = new Reach({ ...reach, farthest: 2 * EDGE }).pairs().metres[0]!;
  const people = Float64Array.from(minutes, () => 100);
  const capacity = Float64Array.of(10);
  return accessRun({ reach: { ...reach, farthest: walked * last }, people, capacity, measure, metresPerMinute: walked / 15 })
    .values;
}
