import * as fc from "fast-check";
import { expect, test } from "vitest";
import { RoomFlow } from "~/modules/siting/domain/instead/room-flow";
import { roomChanges } from "~/modules/siting/domain/instead/room-changes";
import type { SitingProblem } from "~/modules/siting/domain/solving/siting-problem";
import { madeServing } from "./made-servings";

const ROUNDS = { numRuns: Number(process.env.QUARTERHOUR_TEST_ROUNDS ?? 300) };

/** Whoever has room passes some cut: of all choices of full sites the least of their room and of who reaches another open one. */
function mostByHand({ links, weight, capacity, sites, demands }: SitingProblem, open: ReadonlySet<number>): number {
  let least = Infinity;
  for (let full = 0; full < 1 << sites; full++) {
    const isFull = (site: number) => ((full >> site) & 1) === 1;
    let cut = 0;
    for (const site of open) if (isFull(site)) cut += capacity![site]!;
    for (let demand = 0; demand < demands; demand++)
      if (links.site.subarray(links.start[demand], links.start[demand + 1]).some((site) => open.has(site) && !isFull(site)))
        cut += weight[demand]!;
    least = Math.min(least, cut);
  }
  return least;
}

const sitesOf = (problem: SitingProblem, bits: number): number[] =>
  Array.from({ length: problem.sites }, (_, site) => site).filter((site) => (bits >> site) % 2 === 1);

test("as sites open and close as many have room as can, whichever were open before", () => {
  const moves = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 12 });
  fc.assert(
    fc.property(madeServing("mclp", true), moves, (problem, turned) => {
      const flow = new RoomFlow(problem.links, problem.weight, problem.capacity!);
      const open = new Set<number>();
      for (const turn of turned) {
        const site = turn % problem.sites;
        if (open.delete(site)) flow.close(site);
        else {
          flow.open(site);
          open.add(site);
        }
        expect(flow.total).toBeCloseTo(mostByHand(problem, open), 6);
      }
    }),
    ROUNDS,
  );
});

test("what a change of places with room is worth, also after some have closed for good", () => {
  const choice = fc.record({ bits: fc.integer({ min: 1, max: 63 }), gone: fc.array(fc.nat({ max: 5 }), { maxLength: 3 }) });
  fc.assert(
    fc.property(madeServing("mclp", true), choice, (problem, { bits, gone }) => {
      let open = sitesOf(problem, bits);
      const flow = new RoomFlow(problem.links, problem.weight, problem.capacity!);
      for (const site of open) flow.open(site);
      let changes = roomChanges(flow);
      const most = (sites: readonly number[]) => mostByHand(problem, new Set(sites));
      const isAsPromised = () => {
        for (const out of [null, ...open])
          for (const also of [[], [...Array(problem.sites).keys()].filter((site) => !open.includes(site)).slice(0, 1)]) {
            const left = [...open.filter((site) => site !== out), ...also];
            const change = changes.around(out, also);
            for (const into of [null, ...Array(problem.sites).keys()]) {
              if (into !== null && (open.includes(into) || also.includes(into))) continue;
              const then = into === null ? left : [...left, into];
              expect(change(into).value).toBeCloseTo(most(then) - most(open), 6);
            }
          }
      };
      isAsPromised();
      for (const at of gone) {
        const site = open[at];
        if (site === undefined) continue;
        changes = changes.without(site);
        open = open.filter((other) => other !== site);
        isAsPromised();
      }
    }),
    ROUNDS,
  );
});
