import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isNone } from "~/modules/siting/domain/instead/change";
import { roomWalkChanges } from "~/modules/siting/domain/instead/room-walk-changes";
import { servingOf } from "~/modules/siting/domain/solving/serving";
import type { SitingProblem } from "~/modules/siting/domain/solving/siting-problem";
import { madeServing } from "./made-servings";
import { valueByHand } from "./served-by-hand";

const ROUNDS = { numRuns: Number(process.env.QUARTERHOUR_TEST_ROUNDS ?? 150) };

const changesOf = (problem: SitingProblem, sites: readonly number[]) =>
  roomWalkChanges(servingOf(problem, { costOf: (cost) => cost, nobody: Infinity, isMerged: false }), sites, () => false);

test("another place in one's stead: equally good exactly where people shared out by hand walk as far, and never told worse than it is", () => {
  fc.assert(
    fc.property(madeServing("p-median", true), fc.integer({ min: 1, max: 63 }), (asked, bits) => {
      const problem: SitingProblem = { ...asked, state: new Uint8Array(asked.sites), limits: [], conflicts: [], needs: [] };
      const open = Array.from({ length: problem.sites }, (_, site) => (bits >> site) % 2 === 1);
      const now = valueByHand(problem, open);
      if (now === null) return;
      const sites = [...open.keys()].filter((site) => open[site]);
      const changes = changesOf(problem, sites);
      const closed = [...open.keys()].filter((site) => !open[site]);
      for (const also of [closed.slice(0, 1), closed.slice(0, 2)])
        for (const into of [null, ...closed.slice(2)]) {
          const more = open.map((own, site) => own || also.includes(site) || site === into);
          expect(changes.around(null, also)(into).value).toBeCloseTo(now - valueByHand(problem, more)!, 6);
        }
      for (const out of sites)
        for (const into of [null, ...open.keys()].filter((site) => site === null || !open[site])) {
          const then = valueByHand(
            problem,
            open.map((own, site) => (site === into ? true : site === out ? false : own)),
          );
          const change = changes.around(out, [])(into);
          if (then === null) {
            expect(change.value).toBeLessThan(0);
            expect(isNone(change, now)).toBe(false);
            continue;
          }
          expect(change.value).toBeGreaterThanOrEqual(now - then - 1e-6);
          expect(isNone(change, now)).toBe(Math.abs(now - then) <= 1e-6);
          if (then < now + 1e-6) expect(change.value).toBeCloseTo(now - then, 6);
        }
    }),
    ROUNDS,
  );
}, 120_000);

test("two places at one spot are each other's equals, the smaller only while it has room", () => {
  const row = (near: number, far: number) => [near, near, far].map((cost, site) => ({ site, cost }));
  const rows = [row(10, 90), row(20, 80), row(90, 10)];
  const asked = (smaller: number): SitingProblem => ({
    ...{ model: "p-median", demands: 3, sites: 3, weight: Float64Array.of(5, 5, 5), radius: Infinity },
    links: {
      start: Uint32Array.of(0, 3, 6, 9),
      site: Uint32Array.from(rows.flat(), ({ site }) => site),
      cost: Float64Array.from(rows.flat(), ({ cost }) => cost),
    },
    ...{ state: new Uint8Array(3), limits: [], conflicts: [], needs: [], capacity: Float64Array.of(20, smaller, 20) },
  });
  expect(changesOf(asked(10), [0, 2]).around(0, [])(1)).toMatchObject({ value: 0 });
  // five of the second community would walk sixty metres more: that is told, or less where prices tell it
  const fewer = changesOf(asked(5), [0, 2]).around(0, [])(1);
  expect(fewer.value).toBeLessThan(-1);
  expect(fewer.value).toBeGreaterThanOrEqual(-5 * 60 - 1e-6);
  expect(changesOf(asked(10), [0, 2]).around(2, [])(1).value).toBeLessThan(0);
});
