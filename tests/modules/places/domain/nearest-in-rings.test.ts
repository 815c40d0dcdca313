import fc from "fast-check";
import { expect, test } from "vitest";
import { NO_BARRIERS } from "~/modules/places/domain/barrier";
import { fitDetourByBearing, uniformDetour, type DetourIndex } from "~/modules/places/domain/detour-index";
import { leastOf, nearest, type Nearest, type NearestInput } from "~/modules/places/domain/nearest";
import { WayFinder } from "~/modules/places/domain/way-finder";
import { seededRandom } from "~/shared/seeded-random";
import { anyBarrier, anyPlaces, network, points } from "./flat-town";

/** The oracle: every way is looked for within the whole range, from each site in their order to each home. */
function straightforward({ sites, points: homes, detour, detourBySite, barriers, farthest }: NearestInput) {
  const range = farthest / leastOf(detour, detourBySite) + 1e-6;
  const ways = new WayFinder(barriers, range);
  const ranked = Array.from(homes.x, () => [] as { site: number; walked: number }[]);
  for (const [site, x] of sites.x.entries()) {
    if (!Number.isFinite(x) || !Number.isFinite(sites.y[site]!)) continue;
    ways.startAt(x, sites.y[site]!, range, detourBySite?.[site] ?? detour);
    for (const [home, to] of ranked.entries()) {
      const walked = ways.lengthTo(homes.x[home]!, homes.y[home]!);
      if (walked <= farthest) to.push({ site, walked });
    }
  }
  for (const to of ranked) to.sort((a, b) => a.walked - b.walked || a.site - b.site);
  const column = (rank: number) => ({
    metres: Float64Array.from(ranked, (to) => to[rank]?.walked ?? Infinity),
    site: Int32Array.from(ranked, (to) => to[rank]?.site ?? -1),
  });
  const [first, second] = [column(0), column(1)];
  return { ...first, secondMetres: second.metres, secondSite: second.site };
}

const columns = ({
  metres,
  site,
  secondMetres,
  secondSite,
}: Pick<Nearest, "metres" | "site" | "secondMetres" | "secondSite">) => ({
  metres,
  site,
  secondMetres,
  secondSite,
});

const bent = (turn: number): DetourIndex =>
  fitDetourByBearing(
    Array.from({ length: 60 }, (_, i) => ({
      dx: 300 * Math.sin(i),
      dy: 300 * Math.cos(i),
      walked: 300 * (1.15 + 0.4 * Math.abs(Math.sin(2 * i + turn))),
    })),
    1.3,
    16,
  );

test("rings find exactly what looking everywhere at once finds, ties, rivers and own directions included", () => {
  // Few different distances: places and homes on a lattice are often equally far.
  const onLattice = fc.array(fc.tuple(fc.integer({ min: -8, max: 8 }), fc.integer({ min: -8, max: 8 })), {
    minLength: 1,
    maxLength: 14,
  });
  const lattice = onLattice.map((spots) => spots.map(([x, y]): [number, number] => [100 * x, 100 * y]));
  const spots = fc.oneof(anyPlaces(1, 14), lattice);
  fc.assert(
    fc.property(
      spots,
      spots,
      fc.array(anyBarrier, { maxLength: 3 }),
      fc.constantFrom("circle", "bent", "own"),
      fc.integer({ min: 60, max: 5_000 }),
      (sites, homes, barriers, kind, farthest) => {
        const input: NearestInput = {
          sites: points(...sites, [NaN, 0]),
          points: points([0, NaN], ...homes),
          detour: kind === "circle" ? uniformDetour(1.3) : bent(0),
          ...(kind === "own" ? { detourBySite: [...sites.map((_, i) => bent(i)), bent(0)] } : {}),
          barriers: network(...barriers),
          farthest,
        };
        expect(columns(nearest(input))).toEqual(straightforward(input));
      },
    ),
    { numRuns: 300 },
  );
});

test("a made city of hundreds of places is answered home by home as by looking everywhere", () => {
  const random = seededRandom(3);
  const spot = (): [number, number] => [(random() - 0.5) * 12_000, (random() - 0.5) * 12_000];
  const input: NearestInput = {
    sites: points(...Array.from({ length: 300 }, spot)),
    points: points(...Array.from({ length: 1_500 }, spot)),
    detour: uniformDetour(1.3),
    barriers: NO_BARRIERS,
    farthest: 3_600,
  };
  expect(columns(nearest(input))).toEqual(straightforward(input));
});
