import { barrierNetwork, type BarrierLine } from "~/modules/places/domain/barrier";
import { localPlane, type PlanePoints } from "~/modules/places/domain/local-plane";
import { seededRandom } from "~/shared/seeded-random";

/** A city of made points as large as the reference city: denser in the middle, two rivers and two rings with crossings. */
export const PLANE = localPlane(113.46, 34.6);

export function madePoints(count: number, seed: number): PlanePoints {
  const chance = seededRandom(seed);
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const isCentral = chance() < 0.6;
    const reach = (isCentral ? 14_000 : 50_000) * Math.sqrt(chance());
    const turn = 2 * Math.PI * chance();
    x[i] = reach * Math.cos(turn);
    y[i] = reach * Math.sin(turn) * 0.7;
  }
  return { x, y };
}

const degrees = (x: number, y: number): [number, number] => [113.46 + x / 91_500, 34.6 + y / 111_195];

function ring(radius: number, crossings: number): BarrierLine {
  const at = (turn: number) => degrees(radius * Math.cos(turn), radius * 0.7 * Math.sin(turn));
  return {
    line: Array.from({ length: 121 }, (_, i) => at((2 * Math.PI * i) / 120)),
    crossings: Array.from({ length: crossings }, (_, i) => at((2 * Math.PI * (i + 0.5)) / crossings)),
  };
}

export const madeLines = (): BarrierLine[] => [
  ring(7_000, 40),
  ring(12_000, 60),
  {
    line: [degrees(-55_000, 3_000), degrees(0, 1_500), degrees(55_000, 4_000)],
    crossings: Array.from({ length: 50 }, (_, i) => degrees(-25_000 + 1_000 * i, 1_500)),
  },
  {
    line: [degrees(-2_000, -40_000), degrees(1_000, 0), degrees(-1_000, 40_000)],
    crossings: Array.from({ length: 40 }, (_, i) => degrees(0, -20_000 + 1_000 * i)),
  },
];

export const madeBarriers = () => barrierNetwork(PLANE, madeLines());
