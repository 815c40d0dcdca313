import { readFileSync } from "node:fs";
import { balancedCatchment, cumulativeAccess, floatingCatchment } from "~/modules/coverage/domain/access-scores";
import { costListFrom } from "~/modules/coverage/domain/cost-list";
import { binaryDecay } from "~/modules/coverage/domain/distance-decay";
import { equityOf } from "~/modules/coverage/domain/equity";
import { csvText, eachCsvRecord } from "~/platform/csv-records.server";
import { published } from "./published";

/** Belo Horizonte: jobs as supply, residents as demand; figures of the R package accessibility. */
const LAND = "access/ipea_land_use.csv";
const IDS = ["89a88cdb57bffff", "89a88cdb597ffff", "89a88cdb5b3ffff", "89a88cdb5cfffff", "89a88cd909bffff"];

function recordsOf(path: string): string[][] {
  const records: string[][] = [];
  eachCsvRecord(csvText(readFileSync(path)), (cells) => records.push([...cells]));
  return records.slice(1);
}

/** The five hexagons with travel times, and every hexagon they lead to. */
function belo(travelFile: string, landFile: string, minutes: number) {
  const times = recordsOf(travelFile);
  const land = new Map(
    recordsOf(landFile).map(([id = "", population, jobs]) => [id, [Number(population), Number(jobs)] as const]),
  );
  const places = [...new Set(times.map(([, to = ""]) => to))];
  const arcs = {
    demandRow: times.map(([from = ""]) => IDS.indexOf(from)),
    supplyRow: times.map(([, to = ""]) => places.indexOf(to)),
    cost: times.map(([, , time]) => Number(time)),
  };
  return {
    population: Float64Array.from(IDS, (id) => land.get(id)![0]),
    capacity: Float64Array.from(places, (id) => land.get(id)![1]),
    costs: costListFrom(arcs, IDS.length, places.length),
    decay: binaryDecay(minutes),
  };
}

const perHexagon = (method: string, values: Float64Array, figures: readonly number[]) =>
  figures.map((figure, row) => ({
    what: `${method}, ≤ 45 min, ${IDS[row]}`,
    measured: values[row]!,
    published: figure,
    decimals: 4,
  }));

published("the two-step floating catchment of Belo Horizonte", ["access/ipea_5x5_travel.csv", LAND], ([travel = "", land = ""]) =>
  perHexagon("2SFCA", floatingCatchment(belo(travel, land, 45)).values, [0.0152, 0.1491, 0.1491, 0.1068, 0]),
);

published("the balanced floating catchment of Belo Horizonte", ["access/ipea_5x5_travel.csv", LAND], ([travel = "", land = ""]) =>
  perHexagon("BFCA", balancedCatchment(belo(travel, land, 45)).values, [0.0094, 0.1993, 0.1993, 0.1147, 0]),
);

published("the Gini indices of Belo Horizonte", ["access/ipea_gini_travel.csv", LAND], ([travel = "", land = ""]) => {
  const input = belo(travel, land, 30);
  const gini = (values: Float64Array) => equityOf(values, input.population).gini ?? NaN;
  return [
    { what: "Gini of cumulative jobs, ≤ 30 min", measured: gini(cumulativeAccess(input).values), published: 0.1386, decimals: 4 },
    { what: "Gini of 2SFCA, ≤ 30 min", measured: gini(floatingCatchment(input).values), published: 0.1154, decimals: 4 },
  ];
});

published(
  "people times 2SFCA is the supply reached, in Belo Horizonte",
  ["access/ipea_gini_travel.csv", LAND],
  ([travel = "", land = ""]) => {
    const input = belo(travel, land, 30);
    const { values, standing, reachedSupply } = floatingCatchment(input);
    const handedOut = values.reduce((sum, value, row) => (standing[row] === 0 ? sum + value * input.population[row]! : sum), 0);
    return [{ what: "Σ people × 2SFCA = jobs reached", measured: handedOut, published: reachedSupply, decimals: 6 }];
  },
);
