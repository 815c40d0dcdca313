import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { coverGround } from "~/modules/siting/domain/solving/cover-ground";
import { coverParts } from "~/modules/siting/domain/solving/cover-parts";
import type { MipSolver } from "~/modules/siting/domain/solving/mip";
import { redundantGroups, withoutGroups } from "~/modules/siting/domain/solving/redundant-groups";
import type { SitingAnswer } from "~/modules/siting/domain/solving/siting-answer";
import type { SitingProblem } from "~/modules/siting/domain/solving/siting-problem";
import { openHighs } from "~/threads/highs-solver";
import { bruteBest, isKept, keptChoices, recounted } from "./brute-cover";
import { answered, countLimit, question } from "./made-questions";

const ROUNDS = { numRuns: Number(process.env.QUARTERHOUR_TEST_ROUNDS ?? 100) };

let solve: MipSolver;
beforeAll(async () => {
  solve = await openHighs();
});

/** Few links a demand, so that rows contain one another and the question falls into parts; some rules, mostly none. */
const sparse: fc.Arbitrary<SitingProblem> = fc.integer({ min: 1, max: 10 }).chain((sites) => {
  const site = fc.integer({ min: 0, max: sites - 1 });
  return fc
    .record({
      rows: fc.array(fc.uniqueArray(site, { maxLength: 3 }), { maxLength: 16 }),
      state: fc.array(fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 2), { minLength: sites, maxLength: sites }),
      conflicts: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.array(fc.uniqueArray(site, { maxLength: 3 }))),
      needs: fc.oneof(
        { weight: 3, arbitrary: fc.constant([]) },
        fc.array(fc.record({ site, oneOf: fc.uniqueArray(site, { maxLength: 2 }) }), { maxLength: 2 }),
      ),
      count: fc.option(fc.integer({ min: 1, max: 8 }), { freq: 2 }),
    })
    .map(({ rows, count, ...rest }) =>
      question({
        ...{ ...rest, model: "lscp", sites, limits: count === null ? [] : [countLimit(sites, count)] },
        demands: rows.map((row) => ({
          people: 1,
          ways: Array.from({ length: sites }, (_, at) => (row.includes(at) ? 1 : null)),
        })),
      }),
    );
});

test("fewest sites, where rows contain one another and parts share no site: what trying every choice finds", async () => {
  await fc.assert(
    fc.asyncProperty(sparse, async (problem) => {
      const best = bruteBest(problem);
      const answer = await answered(problem, { solve });
      if (best === null) {
        expect(answer.kind).toBe("impossible");
        return;
      }
      expect(answer).toMatchObject({ kind: "answer", objective: best, bound: best, proved: true, ended: "proved" });
      const { sites } = answer as SitingAnswer;
      expect(isKept(problem, sites)).toBe(true);
      const { covered, coverable } = recounted(problem, sites);
      expect(covered).toEqual(coverable);
    }),
    ROUNDS,
  );
}, 120_000);

test("stopped at any time, the bound is never above the fewest there are, and a choice covers everybody", async () => {
  await fc.assert(
    fc.asyncProperty(sparse, fc.integer({ min: 0, max: 60 }), async (problem, looks) => {
      const best = bruteBest(problem);
      let left = looks;
      const answer = await answered(problem, { solve, isStopped: () => left-- <= 0 });
      if (answer.kind === "impossible") expect(best).toBeNull();
      if (answer.kind !== "answer") return;
      expect(answer.bound).toBeLessThanOrEqual(best!);
      expect(answer.objective).toBeGreaterThanOrEqual(best!);
      const { covered, coverable } = recounted(problem, answer.sites);
      expect(covered).toEqual(coverable);
    }),
    ROUNDS,
  );
}, 120_000);

test("what is left of the rows covers everybody exactly where all of them do", () => {
  fc.assert(
    fc.property(sparse, (asked) => {
      const problem = { ...asked, limits: [], conflicts: [], needs: [] };
      const ground = coverGround(problem, problem.state, { times: 1, everyDemand: true });
      const isGone = redundantGroups(ground);
      const left = withoutGroups(ground, isGone);
      const covers = ({ groups, groupStart, groupColumn, site }: typeof ground, sites: readonly number[]) =>
        Array.from({ length: groups }, (_, group) => groupColumn.subarray(groupStart[group], groupStart[group + 1])).every(
          (row) => row.some((column) => sites.includes(site[column]!)),
        );
      for (const sites of keptChoices(problem)) expect(covers(left, sites)).toBe(covers(ground, sites));
      const rows = Array.from({ length: left.groups }, (_, group) => [
        ...left.groupColumn.subarray(left.groupStart[group], left.groupStart[group + 1]),
      ]);
      rows.forEach((row, at) =>
        rows.forEach((other, of) => at !== of && expect(row.every((column) => other.includes(column))).toBe(false)),
      );
      left.columnStart.forEach((begin, column) => {
        const around = [...left.columnGroup.subarray(begin, left.columnStart[column + 1] ?? begin)];
        if (column < left.columns) expect(around).toEqual([...rows.keys()].filter((group) => rows[group]!.includes(column)));
      });
    }),
    ROUNDS,
  );
});

test("parts share no site, hold every row once, and need as many sites together as the whole", () => {
  fc.assert(
    fc.property(sparse, (asked) => {
      const problem = { ...asked, limits: [], conflicts: [], needs: [], state: new Uint8Array(asked.sites) };
      const ground = coverGround(problem, problem.state, { times: 1, everyDemand: true });
      const parts = coverParts(ground);
      const columns = parts.flatMap(({ column }) => [...column]);
      expect(new Set(columns).size).toBe(columns.length);
      const rowsOf = ({ column, problem: { links, demands } }: (typeof parts)[number]) =>
        Array.from({ length: demands }, (_, row) =>
          [...links.site.subarray(links.start[row], links.start[row + 1])].map((site) => column[site]!).join(" "),
        );
      const rows = Array.from({ length: ground.groups }, (_, group) =>
        ground.groupColumn.subarray(ground.groupStart[group], ground.groupStart[group + 1]).join(" "),
      );
      expect(parts.flatMap(rowsOf).sort()).toEqual(rows.sort());
      expect(parts.reduce((sum, part) => sum + bruteBest(part.problem)!, 0)).toBe(bruteBest(problem));
    }),
    ROUNDS,
  );
});
