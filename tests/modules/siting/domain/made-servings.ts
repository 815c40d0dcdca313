import * as fc from "fast-check";
import type { SitingLimit, SitingModel, SitingProblem } from "~/modules/siting/domain/solving/siting-problem";

/** Small questions of every shape: missing links, nobody at home, fixed and forbidden sites, money, districts, conflicts, needs. */
export function madeServing(model: SitingModel, isFull: boolean): fc.Arbitrary<SitingProblem> {
  return fc
    .record({ demands: fc.integer({ min: 1, max: 7 }), sites: fc.integer({ min: 1, max: 6 }) })
    .chain(({ demands, sites }) => {
      const each = <T>(of: fc.Arbitrary<T>, length: number) => fc.array(of, { minLength: length, maxLength: length });
      const some = (least: number) => fc.subarray([...Array(sites).keys()], { minLength: Math.min(least, sites) });
      return fc.record({
        table: each(each(fc.option(fc.integer({ min: 0, max: 20 }), { freq: 3 }), sites), demands),
        weight: each(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constantFrom(0.5, 1.5, 4.5, 0.3)), demands),
        state: each(fc.constantFrom(0, 0, 0, 0, 1, 2), sites),
        capacity: each(fc.integer({ min: 0, max: 20 }), sites),
        price: each(fc.integer({ min: 0, max: 9 }), sites),
        count: fc.option(fc.integer({ min: 1, max: 4 }), { freq: 5 }),
        money: fc.option(fc.integer({ min: 3, max: 25 }), { freq: 2 }),
        district: fc.option(some(1), { freq: 2 }),
        conflict: fc.option(some(2), { freq: 2 }),
        most: fc.option(fc.integer({ min: 0, max: 2 }), { freq: 2 }),
        needs: fc.array(fc.record({ site: fc.integer({ min: 0, max: sites - 1 }), oneOf: some(1) }), { maxLength: 3 }),
        radius: fc.integer({ min: 5, max: 20 }),
      });
    })
    .map(({ table, weight, state, capacity, price, count, money, district, conflict, most, needs, radius }): SitingProblem => {
      const every = Uint32Array.from(state.keys());
      const ones = (length: number): Float64Array => new Float64Array(length).fill(1);
      const limits: SitingLimit[] = [];
      if (count !== null) limits.push({ key: "sites", site: every, amount: ones(every.length), least: -Infinity, most: count });
      if (money !== null)
        limits.push({ key: "budget", site: every, amount: Float64Array.from(price), least: -Infinity, most: money });
      if (district)
        limits.push({
          key: "district",
          site: Uint32Array.from(district),
          amount: ones(district.length),
          least: 1,
          most: most ?? Infinity,
        });
      const rows = table.map((row) => row.flatMap((cost, site) => (cost === null ? [] : [{ site, cost }])));
      const start = [0];
      for (const row of rows) start.push(start.at(-1)! + row.length);
      return {
        model,
        demands: weight.length,
        sites: state.length,
        weight: Float64Array.from(weight),
        links: {
          start: Uint32Array.from(start),
          site: Uint32Array.from(rows.flat(), ({ site }) => site),
          cost: Float64Array.from(rows.flat(), ({ cost }) => cost),
        },
        radius,
        state: Uint8Array.from(state),
        limits,
        conflicts: conflict ? [Uint32Array.from(conflict)] : [],
        needs: needs.map(({ site, oneOf }) => ({ site, oneOf: Uint32Array.from(oneOf) })),
        capacity: isFull ? Float64Array.from(capacity) : null,
      };
    });
}

/** Demands and sites at random on a square, everybody linked to every site, four sites to be chosen. */
export function onPlane(demands: number, sites: number): fc.Arbitrary<SitingProblem> {
  const spots = (count: number) =>
    fc.array(fc.tuple(fc.integer({ min: 0, max: 999 }), fc.integer({ min: 0, max: 999 })), {
      minLength: count,
      maxLength: count,
    });
  const people = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: demands, maxLength: demands });
  return fc.tuple(spots(demands), spots(sites), people).map(([homes, places, weight]) => {
    const every = Uint32Array.from(places.keys());
    return {
      model: "p-median",
      demands,
      sites,
      weight: Float64Array.from(weight),
      links: {
        start: Uint32Array.from({ length: demands + 1 }, (_, demand) => demand * sites),
        site: Uint32Array.from(homes.flatMap(() => [...every])),
        cost: Float64Array.from(homes.flatMap(([x, y]) => places.map(([a, b]) => Math.hypot(a - x, b - y)))),
      },
      radius: Infinity,
      state: new Uint8Array(sites),
      limits: [{ key: "sites", site: every, amount: new Float64Array(sites).fill(1), least: -Infinity, most: 4 }],
      conflicts: [],
      needs: [],
      capacity: null,
    };
  });
}
