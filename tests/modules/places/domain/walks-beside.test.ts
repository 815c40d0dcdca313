import fc from "fast-check";
import { expect, test } from "vitest";
import { walksBeside } from "~/modules/places/domain/detour-from-walks";
import { isTelling, sampledWalks } from "~/modules/places/domain/sampled-walk";
import { distanceBetween } from "~/shared/geo-point";
import { onGround } from "./flat-town";

const metre = fc.integer({ min: -4_000, max: 4_000 });
const spot = fc.tuple(metre, metre).map(([x, y]) => {
  const [lon, lat] = onGround(x, y);
  return { lon, lat };
});
const walk = fc.record({ from: spot, to: spot, metres: fc.integer({ min: 50, max: 4_000 }) });

test("the walks beside a place are those with an end within a kilometre, each once, and counting stops at enough", () => {
  fc.assert(
    fc.property(
      fc.array(walk, { maxLength: 40 }),
      fc.array(spot, { maxLength: 8 }),
      fc.integer({ min: 1, max: 12 }),
      (all, sites, most) => {
        const near = sites.map((site) => {
          const away = all
            .filter(({ from, to, metres }) => isTelling(distanceBetween(from, to), metres))
            .map(({ from, to }) => Math.min(distanceBetween(site, from), distanceBetween(site, to)));
          // Planes and spheres differ by a few centimetres: nothing is asked of an end so near the edge.
          fc.pre(away.every((metres) => Math.abs(metres - 1_000) > 2));
          return away.filter((metres) => metres <= 1_000).length;
        });
        const columns = { lon: [...sites.map(({ lon }) => lon), NaN], lat: [...sites.map(({ lat }) => lat), 0] };
        expect([...walksBeside(sampledWalks(all), columns)]).toEqual([...near, 0]);
        expect([...walksBeside(sampledWalks(all), columns, most)]).toEqual([...near.map((count) => Math.min(count, most)), 0]);
      },
    ),
    { numRuns: 200 },
  );
});
