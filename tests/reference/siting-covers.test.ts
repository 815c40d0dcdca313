import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import type { SitingMeans } from "~/modules/siting/domain/solving/siting-answer";
import type { SitingModel, SitingProblem } from "~/modules/siting/domain/solving/siting-problem";
import { solveSiting } from "~/modules/siting/domain/solving/solve-siting";
import { openHighs } from "~/threads/highs-solver";
import { published } from "./published";

/** San Francisco's tracts and stores (PySAL spopt), within 5,000 m by street. Several choices are best: their figure is compared. */
const TRACTS = "siting/SF_demand_205_centroid_uniform_weight.csv";
const WAYS = "siting/SF_network_distance_candidateStore_16_censusTract_205_new.csv";
const means: SitingMeans = {
  ...{ solve: await openHighs(), seconds: 60, seed: 1 },
  ...{ now: () => performance.now() / 1_000, isStopped: () => false, told: () => undefined },
};

published("San Francisco, covers within 5,000 m, proved", [TRACTS, WAYS], ([tracts, ways]) => {
  const began = means.now();
  const figure = (model: SitingModel, sites: number) => {
    const answer = solveSiting(sanFrancisco(model, sites, tracts!, ways!), { ...means, now: () => means.now() - began });
    if (answer.kind !== "answer" || !answer.proved) throw new Error(`${model} is not proved`);
    return answer.objective;
  };
  return [
    { what: "San Francisco LSCP, sites", measured: figure("lscp", 16), published: 8, decimals: 0 },
    { what: "San Francisco MCLP, 4 sites, people", measured: figure("mclp", 4), published: 875_247, decimals: 0 },
  ];
});

function sanFrancisco(model: SitingModel, most: number, tracts: string, ways: string): SitingProblem {
  const read = (file: string) => parse<Record<string, string>>(readFileSync(file), { columns: true });
  const people = new Map(read(tracts).map(({ NAME, POP2000 }) => [Number(NAME), Number(POP2000)]));
  const rows = read(ways);
  const stores = [...new Set(rows.map(({ name }) => name!))];
  const byTract = [...people.keys()].map((tract) => rows.filter((row) => Number(row.DestinationName) === tract));
  const start = [0];
  for (const row of byTract) start.push(start.at(-1)! + row.length);
  return {
    ...{ model, demands: people.size, sites: stores.length, weight: Float64Array.from(people.values()) },
    links: {
      start: Uint32Array.from(start),
      site: Uint32Array.from(byTract.flat(), ({ name }) => stores.indexOf(name!)),
      cost: Float64Array.from(byTract.flat(), ({ distance }) => Number(distance)),
    },
    radius: 5_000,
    state: new Uint8Array(stores.length),
    limits: [
      {
        ...{ key: "sites", site: Uint32Array.from(stores.keys()), amount: new Float64Array(stores.length).fill(1) },
        ...{ least: -Infinity, most },
      },
    ],
    ...{ conflicts: [], needs: [], capacity: null },
  };
}
