import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { pCenter } from "~/modules/siting/domain/solving/p-center";
import { pMedian } from "~/modules/siting/domain/solving/p-median";
import type { SitingMeans } from "~/modules/siting/domain/solving/siting-answer";
import type { SitingModel, SitingProblem } from "~/modules/siting/domain/solving/siting-problem";
import { openHighs } from "~/threads/highs-solver";
import { published } from "./published";

/** Beasley's p-median graphs (OR-Library) and San Francisco's tracts and stores (PySAL spopt), each proved best. */
const solve = await openHighs();
const means: SitingMeans = { solve, now: () => 0, seconds: 60, seed: 1, isStopped: () => false, told: () => undefined };

const PMED: readonly (readonly [number, number])[] = [
  [1, 5819],
  [2, 4093],
  [3, 4250],
  [4, 3034],
  [5, 1355],
];

for (const [number, best] of PMED)
  published(`pmed${number}, proved`, [`siting/pmed${number}.txt`], ([file]) => {
    const [[nodes, , p], ...edges] = readFileSync(file!, "utf8").trim().split("\n").map(numbersOf) as [number[], ...number[][]];
    const problem = problemOf("p-median", shortest(nodes!, edges), new Float64Array(nodes!).fill(1), p!);
    return [{ what: `pmed${number}`, measured: proved(problem), published: best, decimals: 0 }];
  });

published(
  "San Francisco, 4 of 16 sites, proved",
  ["siting/SF_demand_205_centroid_uniform_weight.csv", "siting/SF_network_distance_candidateStore_16_censusTract_205_new.csv"],
  ([tracts, ways]) => {
    const read = (file: string) => parse<Record<string, string>>(readFileSync(file), { columns: true });
    const people = new Map(read(tracts!).map(({ NAME, POP2000 }) => [Number(NAME), Number(POP2000)]));
    const stores = [...new Set(read(ways!).map(({ name }) => name!))];
    const names = [...people.keys()];
    const costs = names.map(() => new Array<number>(stores.length).fill(NaN));
    for (const { distance, name, DestinationName } of read(ways!))
      costs[names.indexOf(Number(DestinationName))]![stores.indexOf(name!)] = Number(distance);
    const weight = Float64Array.from(people.values());
    return [
      {
        what: "San Francisco p-median, people × metres",
        measured: proved(problemOf("p-median", costs, weight, 4)),
        published: 2_848_268_129.7145,
        decimals: 4,
      },
      {
        what: "San Francisco p-center, metres",
        measured: proved(problemOf("p-center", costs, weight, 4)),
        published: 7_403.0638,
        decimals: 4,
      },
    ];
  },
);

function proved(problem: SitingProblem): number {
  const answer = problem.model === "p-center" ? pCenter(problem, means) : pMedian(problem, means);
  if (typeof answer === "string" || !answer.proved) throw new Error(`${problem.model} is not proved`);
  return answer.objective;
}

const numbersOf = (line: string): number[] => line.trim().split(/\s+/).map(Number);

/** All shortest ways of a graph; a repeated edge's last cost counts (Floyd & Warshall). */
function shortest(nodes: number, edges: readonly number[][]): number[][] {
  const far = Array.from({ length: nodes }, (_, a) => Array.from({ length: nodes }, (_, b) => (a === b ? 0 : Infinity)));
  for (const [a, b, cost] of edges) far[a! - 1]![b! - 1] = far[b! - 1]![a! - 1] = cost!;
  for (let by = 0; by < nodes; by++)
    for (let a = 0; a < nodes; a++)
      for (let b = 0; b < nodes; b++) far[a]![b] = Math.min(far[a]![b]!, far[a]![by]! + far[by]![b]!);
  return far;
}

function problemOf(model: SitingModel, costs: readonly (readonly number[])[], weight: Float64Array, p: number): SitingProblem {
  const sites = costs[0]!.length;
  const every = Uint32Array.from({ length: sites }, (_, site) => site);
  return {
    model,
    demands: costs.length,
    sites,
    weight,
    links: {
      start: Uint32Array.from({ length: costs.length + 1 }, (_, demand) => demand * sites),
      site: Uint32Array.from(costs.flatMap(() => [...every])),
      cost: Float64Array.from(costs.flat()),
    },
    radius: Infinity,
    state: new Uint8Array(sites),
    limits: [{ key: "sites", site: every, amount: new Float64Array(sites).fill(1), least: -Infinity, most: p }],
    conflicts: [],
    needs: [],
    capacity: null,
  };
}
