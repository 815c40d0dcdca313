import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { MipSolver } from "~/modules/siting/domain/solving/mip";
import { servingOf, type Serving } from "~/modules/siting/domain/solving/serving";
import { sharePeople, type Shared } from "~/modules/siting/domain/solving/share-people";
import { seededRandom } from "~/shared/seeded-random";
import { openHighs } from "../../../../app/threads/highs-solver";

let solve: MipSolver;
beforeAll(async () => {
  solve = await openHighs();
});

const PRICE = 1_000;

interface Made {
  readonly people: readonly number[];
  readonly room: readonly number[];
  /** a cost by demand and site; null = too far */
  readonly table: readonly (readonly (number | null)[])[];
}

function servingFrom({ people, room, table }: Made): Serving {
  const rows = table.map((row) => row.flatMap((cost, site) => (cost === null ? [] : [{ site, cost }])));
  const start = [0];
  for (const row of rows) start.push(start.at(-1)! + row.length);
  const problem = {
    ...{ model: "p-median" as const, demands: people.length, sites: room.length, weight: Float64Array.from(people) },
    links: {
      start: Uint32Array.from(start),
      site: Uint32Array.from(rows.flat(), ({ site }) => site),
      cost: Float64Array.from(rows.flat(), ({ cost }) => cost),
    },
    ...{ radius: Infinity, state: new Uint8Array(room.length), limits: [], conflicts: [], needs: [] },
    capacity: Float64Array.from(room),
  };
  return servingOf(problem, { costOf: (cost) => cost, nobody: PRICE, isMerged: false });
}

const everywhere = (serving: Serving): number[] => [...Array(serving.sites).keys()];

function holds(serving: Serving, { value, unserved, ways }: Shared): void {
  const sum = (of: (way: Shared["ways"][number]) => number) => ways.reduce((all, way) => all + of(way), 0);
  const load = new Float64Array(serving.sites);
  const gone = new Float64Array(serving.demands);
  for (const { row, site, people } of ways) {
    load[site]! += people;
    gone[row]! += people;
  }
  load.forEach((own, site) => expect(own).toBeLessThanOrEqual(serving.capacity![site]! + 1e-6));
  gone.forEach((own, row) => expect(own).toBeLessThanOrEqual(serving.people[row]! + 1e-6));
  const all = serving.people.reduce((one, own) => one + own, 0);
  expect(sum(({ people }) => people) + unserved).toBeCloseTo(all, 5);
  expect(sum(({ cost, people }) => cost * people) + unserved * PRICE).toBeCloseTo(value, 4);
}

/** The transport problem as a linear program: a column for each link, a row for each demand and site. */
function least(serving: Serving): number {
  const { demands, sites, start, site, cost, people, capacity } = serving;
  const byRow: { column: number; value: number }[][] = Array.from({ length: demands + sites }, () => []);
  for (let d = 0; d < demands; d++)
    for (let k = start[d]!; k < start[d + 1]!; k++)
      for (const row of [d, demands + site[k]!]) byRow[row]!.push({ column: k, value: 1 });
  const at = [0];
  for (const row of byRow) at.push(at.at(-1)! + row.length);
  const links = site.length;
  const found = solve(
    {
      ...{ maximise: true, cost: Float64Array.from(cost, (own) => PRICE - own), lower: new Float64Array(links) },
      ...{ upper: new Float64Array(links).fill(Infinity), integer: new Uint8Array(links) },
      rowLower: new Float64Array(demands + sites).fill(-Infinity),
      rowUpper: Float64Array.from([...people, ...capacity!]),
      start: Int32Array.from(at),
      column: Int32Array.from(byRow.flat(), ({ column }) => column),
      value: Float64Array.from(byRow.flat(), ({ value }) => value),
    },
    { seconds: 10, gap: 0, from: null, isStopped: () => false, told: () => undefined },
  );
  return people.reduce((all, own) => all + own * PRICE, 0) - found.objective!;
}

const towns = fc
  .record({ demands: fc.integer({ min: 1, max: 24 }), sites: fc.integer({ min: 1, max: 9 }) })
  .chain(({ demands, sites }) =>
    fc.record({
      people: fc.array(fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constantFrom(0.5, 3.7)), {
        minLength: demands,
        maxLength: demands,
      }),
      room: fc.array(fc.integer({ min: 0, max: 60 }), { minLength: sites, maxLength: sites }),
      table: fc.array(fc.array(fc.option(fc.integer({ min: 0, max: 30 }), { freq: 2 }), { minLength: sites, maxLength: sites }), {
        minLength: demands,
        maxLength: demands,
      }),
    }),
  );

test("nobody could go for less within the same room: what a linear program finds costs as much", () => {
  fc.assert(
    fc.property(towns, (made) => {
      const serving = servingFrom(made);
      if (serving.demands === 0) return;
      const shared = sharePeople(serving, everywhere(serving), PRICE);
      holds(serving, shared);
      expect(shared.value).toBeCloseTo(least(serving), 4);
    }),
    { numRuns: 200 },
  );
});

test("a city whose every place is overrun is shared out: 3,306 communities, 1,260 places with room for 100", () => {
  const chance = seededRandom(8);
  const [width, near] = [40_000, 900];
  const spot = (): readonly [number, number] => [chance() * width, chance() * width];
  const homes = Array.from({ length: 3_306 }, spot);
  const places = Array.from({ length: 1_260 }, spot);
  const serving = servingFrom({
    people: homes.map(() => 20 + Math.round(chance() * 300)),
    room: places.map(() => 100),
    table: homes.map(([x, y]) =>
      places.map(([px, py]) => {
        const metres = Math.hypot(px - x, py - y);
        return metres <= near ? Math.round(metres) : null;
      }),
    ),
  });
  const shared = sharePeople(serving, everywhere(serving), PRICE);
  holds(serving, shared);
  expect(shared.unserved).toBeGreaterThan(0);
});
