import fc from "fast-check";
import { parentsByPrefix } from "~/modules/coverage/domain/area-tree";
import type { CoverageInput } from "~/modules/coverage/domain/coverage-run";
import { fromPlane, localPlane } from "~/modules/places/domain/local-plane";

/** Two districts, one street each, communities in metres round one point. */
export interface MadeCommunity {
  readonly x: number;
  readonly y: number;
  readonly people: number;
  readonly inSecond?: boolean;
}
export interface MadeSite {
  readonly x: number;
  readonly y: number;
  /** row of the community it stands in */
  readonly community?: number;
}

const PLANE = localPlane(113.65, 34.76);
const TOP = ["4101", "410101", "410102", "410101001", "410102001"];

export function madeInput(
  communities: readonly MadeCommunity[],
  sites: readonly MadeSite[],
  rest: Partial<CoverageInput> = {},
): CoverageInput {
  const codes = [
    ...TOP,
    ...communities.map(({ inSecond }, i) => `${inSecond ? "410102001" : "410101001"}${String(i + 1).padStart(3, "0")}`),
  ];
  const place = (x: number, y: number) => (Number.isFinite(x) ? fromPlane(PLANE, x, y) : ([NaN, NaN] as const));
  return {
    tree: {
      code: codes,
      level: ["city", "district", "district", "street", "street", ...communities.map(() => "community" as const)],
      parent: parentsByPrefix(codes),
    },
    demand: {
      area: Int32Array.from(communities, (_, i) => TOP.length + i),
      lon: Float64Array.from(communities, ({ x, y }) => place(x, y)[0]),
      lat: Float64Array.from(communities, ({ x, y }) => place(x, y)[1]),
      people: Float64Array.from(communities, ({ people }) => people),
      radius: new Float64Array(communities.length).fill(1_000),
    },
    sites: {
      lon: Float64Array.from(sites, ({ x, y }) => place(x, y)[0]),
      lat: Float64Array.from(sites, ({ x, y }) => place(x, y)[1]),
      area: Int32Array.from(sites, ({ community }) => (community === undefined ? -1 : TOP.length + community)),
    },
    barriers: [],
    detour: { value: 1.3, low: 1.2, high: 1.44 },
    speedKmh: 2.7,
    adultSpeedKmh: 4,
    limit: { by: "minutes", minutes: 15 },
    method: "circle",
    ...rest,
  };
}

const metre = fc.double({ min: -3_000, max: 3_000, noNaN: true });
export const anyCommunity: fc.Arbitrary<MadeCommunity> = fc.record({
  x: fc.oneof({ weight: 9, arbitrary: metre }, { weight: 1, arbitrary: fc.constant(NaN) }),
  y: metre,
  people: fc.oneof({ weight: 9, arbitrary: fc.nat(5_000) }, { weight: 1, arbitrary: fc.constant(NaN) }),
  inSecond: fc.boolean(),
});
export const anySite: fc.Arbitrary<MadeSite> = fc.record({
  x: metre,
  y: metre,
  community: fc.option(fc.nat(3), { nil: undefined }),
});
