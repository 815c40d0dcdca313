import fc from "fast-check";
import { openHighs } from "~/threads/highs-solver";
import type { SitingMeans, SitingSolved } from "~/modules/siting/domain/solving/siting-answer";
import type { SitingLimit, SitingModel, SitingProblem } from "~/modules/siting/domain/solving/siting-problem";
import { solveSiting } from "~/modules/siting/domain/solving/solve-siting";

/** A question written down by hand: for each demand its people and what each site costs it (null = no way). */
export interface Written {
  readonly model: SitingModel;
  readonly demands: readonly { readonly people: number; readonly ways: readonly (number | null)[] }[];
  readonly sites: number;
  readonly first?: "given" | "fewest" | undefined;
  readonly radius?: number;
  readonly state?: readonly number[];
  readonly limits?: readonly SitingLimit[];
  readonly conflicts?: readonly (readonly number[])[];
  readonly needs?: readonly { readonly site: number; readonly oneOf: readonly number[] }[];
}

export function question(written: Written): SitingProblem {
  const rows = written.demands.map(({ ways }) => ways.flatMap((cost, site) => (cost === null ? [] : [{ site, cost }])));
  const start = [0];
  for (const row of rows) start.push(start.at(-1)! + row.length);
  return {
    model: written.model,
    demands: rows.length,
    sites: written.sites,
    weight: Float64Array.from(written.demands, ({ people }) => people),
    links: {
      start: Uint32Array.from(start),
      site: Uint32Array.from(rows.flat(), ({ site }) => site),
      cost: Float64Array.from(rows.flat(), ({ cost }) => cost),
    },
    radius: written.radius ?? 10,
    state: Uint8Array.from(written.state ?? Array<number>(written.sites).fill(0)),
    limits: written.limits ?? [],
    conflicts: (written.conflicts ?? []).map((group) => Uint32Array.from(group)),
    needs: (written.needs ?? []).map(({ site, oneOf }) => ({ site, oneOf: Uint32Array.from(oneOf) })),
    capacity: null,
    first: written.first,
  };
}

/** How many sites open in all. */
export const countLimit = (sites: number, most: number, least = -Infinity): SitingLimit => ({
  key: "sites",
  site: Uint32Array.from({ length: sites }, (_, site) => site),
  amount: new Float64Array(sites).fill(1),
  ...{ least, most },
});

export async function answered(problem: SitingProblem, given: Partial<SitingMeans> = {}): Promise<SitingSolved> {
  const began = performance.now();
  return solveSiting(problem, {
    solve: given.solve ?? (await openHighs()),
    now: () => (performance.now() - began) / 1_000,
    seconds: 20,
    seed: 1,
    isStopped: () => false,
    told: () => {},
    ...given,
  });
}

/** Small questions of a model with rules of every kind, most of which have an answer. */
export const someQuestion = (model: SitingModel): fc.Arbitrary<SitingProblem> =>
  fc
    .record({
      ...{ sites: fc.integer({ min: 0, max: 9 }), demands: fc.integer({ min: 0, max: 14 }), isWhole: fc.boolean() },
      // people of a second group weigh a share of one, and stand in the same question
      share: fc.constantFrom(1, 0.3, 0.5, 1.5),
    })
    .chain(({ sites, demands, isWhole, share }) => {
      const site = fc.integer({ min: 0, max: Math.max(0, sites - 1) });
      const some = sites === 0 ? fc.constant<number[]>([]) : fc.uniqueArray(site, { maxLength: 4 });
      const whole = fc.integer({ min: 0, max: 30 });
      const people = fc.oneof(whole, isWhole ? whole.map((one) => one * share) : fc.double({ min: 0, max: 30, noNaN: true }));
      const way = fc.option(fc.integer({ min: 0, max: 14 }), { freq: 3, nil: null });
      // Less than HiGHS tells apart is nothing here: whether a bound is passed by a billionth or kept would be chance. Money is whole fen.
      const fraction = fc.double({ min: 0, max: 9, noNaN: true }).map((one) => (one < 1e-5 ? 0 : one));
      const amounts = fc.array(isWhole ? fc.integer({ min: 0, max: 9 }) : fraction, { minLength: sites, maxLength: sites });
      const budget = fc.record({ amounts, most: fc.integer({ min: 0, max: 25 }) }).map(({ amounts, most }) => ({
        ...countLimit(sites, most),
        key: "budget",
        amount: Float64Array.from(amounts),
      }));
      const district = fc.record({ some, least: fc.integer({ min: 0, max: 1 }), more: fc.integer({ min: 0, max: 2 }) });
      return fc.record({
        model: fc.constant(model),
        first: fc.constantFrom("given" as const, "fewest" as const, undefined),
        sites: fc.constant(sites),
        demands: fc.array(fc.record({ people, ways: fc.array(way, { minLength: sites, maxLength: sites }) }), {
          minLength: demands,
          maxLength: demands,
        }),
        state: fc.array(fc.constantFrom(0, 0, 0, 0, 0, 1, 2), { minLength: sites, maxLength: sites }),
        count: fc.option(fc.integer({ min: 0, max: 6 }), { freq: 2 }),
        budgets: fc.array(budget, { maxLength: model === "budget" ? 2 : 1, minLength: model === "budget" ? 1 : 0 }),
        districts: fc.array(district, { maxLength: 2 }),
        conflicts: fc.array(some, { maxLength: 2 }),
        needs: fc.array(fc.record({ site, oneOf: some }), { maxLength: sites === 0 ? 0 : 2 }),
      });
    })
    .map(({ count, budgets, districts, ...rest }) =>
      question({
        ...rest,
        limits: [
          ...(count === null ? [] : [countLimit(rest.sites, count)]),
          ...budgets,
          ...districts.map(({ some, least, more }, at) => ({
            ...{ key: `district ${at}`, site: Uint32Array.from(some), amount: new Float64Array(some.length).fill(1) },
            ...{ least, most: least + more },
          })),
        ],
      }),
    );
