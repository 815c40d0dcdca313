import { type CostList, costListFrom, pairTwice } from "~/modules/coverage/domain/cost-list";
import { InputRefused } from "./bad-input";
import { amountFrom, countFrom, eachRow, ID, IdRows } from "./csv-table";

/** Three CSV files as the kernels take them, and the ids of their rows. */
export interface AccessFiles {
  readonly demandIds: readonly string[];
  readonly supplyIds: readonly string[];
  /** NaN = the cell is empty */
  readonly population: Float64Array;
  readonly capacity: Float64Array;
  readonly costs: CostList;
}

export interface AccessFileNames {
  /** id, capacity */
  readonly supply: string;
  /** id, population */
  readonly demand: string;
  /** demand, supply, cost */
  readonly costs: string;
}

/** Throws InputRefused at the first cell that cannot be used. */
export async function readAccessFiles(names: AccessFileNames): Promise<AccessFiles> {
  const supply = await readCounts(names.supply, "capacity");
  const demand = await readCounts(names.demand, "population");
  const arcs = { demandRow: [] as number[], supplyRow: [] as number[], cost: [] as number[] };
  const lines: number[] = [];
  await eachRow(names.costs, [{ name: "demand" }, { name: "supply" }, { name: "cost" }], ({ cells, line }) => {
    const [from = "", to = "", cost = ""] = cells;
    arcs.demandRow.push(demand.rows.rowOf(from, "demand", names.costs, line));
    arcs.supplyRow.push(supply.rows.rowOf(to, "supply", names.costs, line));
    arcs.cost.push(amountFrom(cost, "cost", names.costs, line));
    lines.push(line);
  });
  const costs = costListFrom(arcs, demand.rows.ids.length, supply.rows.ids.length);
  const twice = pairTwice(costs);
  if (twice) {
    const isTwice = (arc: number) => arcs.demandRow[arc] === twice.demandRow && arcs.supplyRow[arc] === twice.supplyRow;
    const [first = 0, second = 0] = lines.filter((_, arc) => isTwice(arc));
    const pair = [demand.rows.ids[twice.demandRow]!, supply.rows.ids[twice.supplyRow]!] as const;
    throw new InputRefused({ kind: "pair-twice", file: names.costs, lines: [first, second], pair });
  }
  return {
    demandIds: demand.rows.ids,
    supplyIds: supply.rows.ids,
    population: demand.counts,
    capacity: supply.counts,
    costs,
  };
}

async function readCounts(file: string, column: string): Promise<{ rows: IdRows; counts: Float64Array }> {
  const rows = new IdRows(file, ID.name);
  const counts: number[] = [];
  await eachRow(file, [ID, { name: column }], ({ cells: [id = "", count = ""], line }) => {
    rows.add(id, line);
    counts.push(countFrom(count, column, file, line));
  });
  return { rows, counts: Float64Array.from(counts) };
}
