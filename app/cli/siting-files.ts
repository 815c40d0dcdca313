import { amountFrom, decimalFrom, eachRow, ID, IdRows } from "./csv-table";
import { InputRefused } from "./bad-input";
import { yuanTyped } from "~/modules/siting/domain/yuan-typed";
import type { SitingLinks } from "~/modules/siting/domain/solving/siting-problem";

/** Who could walk to which site, as the files say it, and the ids of rows and columns. */
export interface SitingFiles {
  readonly demandIds: readonly string[];
  readonly weight: Float64Array;
  readonly sites: SiteIds;
  readonly links: SitingLinks;
}

/** Larger figures are no longer counted one by one, and their sums end in infinity. */
const MOST = Number.MAX_SAFE_INTEGER;

/** The sites of a costs file in the order they are first named: all there are. */
export class SiteIds {
  readonly ids: string[] = [];
  private readonly rows = new Map<string, number>();

  constructor(readonly file: string) {}

  add(id: string, line: number): number {
    const known = this.rows.get(id);
    if (known !== undefined) return known;
    if (id === "") throw new InputRefused({ kind: "id-empty", file: this.file, line, column: "site" });
    this.rows.set(id, this.ids.length);
    return this.ids.push(id) - 1;
  }

  rowOf(id: string): number | undefined {
    return this.rows.get(id);
  }

  /** The ids of an option, `a,b,c`. */
  named(option: string, typed: string | undefined): number[] {
    const ids = (typed ?? "")
      .split(/[,，]/)
      .map((id) => id.trim())
      .filter((id) => id !== "");
    return ids.map((id) => {
      const row = this.rows.get(id);
      if (row === undefined)
        throw new InputRefused({ kind: "siting", refusal: { kind: "site-unknown", option, id, file: this.file } });
      return row;
    });
  }
}

/** Demands (`id,weight`) and what it costs each to go where (`demand,site,cost`). Throws InputRefused. */
export async function readSitingFiles(demandFile: string, costsFile: string): Promise<SitingFiles> {
  const demands = new IdRows(demandFile, ID.name);
  const weights: number[] = [];
  await eachRow(demandFile, [ID, { name: "weight", also: ["人数", "权重"] }], ({ cells: [id = "", weight = ""], line }) => {
    demands.add(id, line);
    weights.push(amountOf(weight, "weight", demandFile, line));
  });
  insistOnRows(demandFile, weights.length);
  const sites = new SiteIds(costsFile);
  const rows = { demand: [] as number[], site: [] as number[], cost: [] as number[], line: [] as number[] };
  await eachRow(
    costsFile,
    [{ name: "demand" }, { name: "site" }, { name: "cost" }],
    ({ cells: [from = "", to = "", cost = ""], line }) => {
      rows.demand.push(demands.rowOf(from, "demand", costsFile, line));
      rows.site.push(sites.add(to, line));
      rows.cost.push(amountOf(cost, "cost", costsFile, line));
      rows.line.push(line);
    },
  );
  insistOnRows(costsFile, rows.line.length);
  return { demandIds: demands.ids, weight: Float64Array.from(weights), sites, links: linksOf(rows, demands, sites) };
}

/** A figure for each site, from a file of `site` and one more column. Throws InputRefused where a site has none. */
export async function readSiteFigures(file: string, column: string, sites: SiteIds): Promise<Float64Array> {
  const figures = new Float64Array(sites.ids.length).fill(NaN);
  const lines: number[] = [];
  let count = 0;
  await eachRow(file, [{ name: "site" }, { name: column }], ({ cells: [id = "", figure = ""], line }) => {
    if (id === "") throw new InputRefused({ kind: "id-empty", file, line, column: "site" });
    const row = sites.rowOf(id);
    if (row === undefined) throw new InputRefused({ kind: "id-unknown", file, line, column: "site", id, among: sites.file });
    if (lines[row] !== undefined) throw new InputRefused({ kind: "id-twice", file, lines: [lines[row], line], id });
    lines[row] = line;
    figures[row] = amountOf(figure, column, file, line);
    count++;
  });
  insistOnRows(file, count);
  const without = figures.findIndex((figure) => Number.isNaN(figure));
  if (without >= 0)
    throw new InputRefused({ kind: "siting", refusal: { kind: "figure-missing", file, column, id: sites.ids[without]! } });
  return figures;
}

function linksOf(
  { demand, site, cost, line }: Record<"demand" | "site" | "cost" | "line", readonly number[]>,
  demands: IdRows,
  sites: SiteIds,
): SitingLinks {
  const start = new Uint32Array(demands.ids.length + 1);
  for (const row of demand) start[row + 1]!++;
  for (let row = 0; row < demands.ids.length; row++) start[row + 1]! += start[row]!;
  const next = start.slice();
  const links = { start, site: new Uint32Array(site.length), cost: new Float64Array(site.length) };
  const lines = new Uint32Array(site.length);
  for (let at = 0; at < site.length; at++) {
    const place = next[demand[at]!]!++;
    links.site[place] = site[at]!;
    links.cost[place] = cost[at]!;
    lines[place] = line[at]!;
  }
  const before = new Int32Array(sites.ids.length).fill(-1);
  for (let row = 0; row < demands.ids.length; row++)
    for (let place = start[row]!; place < start[row + 1]!; place++) {
      const same = before[links.site[place]!]!;
      if (same >= start[row]!)
        throw new InputRefused({
          ...{ kind: "pair-twice", file: sites.file, lines: [lines[same]!, lines[place]!] },
          pair: [demands.ids[row]!, sites.ids[links.site[place]!]!],
        });
      before[links.site[place]!] = place;
    }
  return links;
}

function amountOf(value: string, column: string, file: string, line: number): number {
  const amount = amountFrom(value, column, file, line);
  if (amount > MOST) throw new InputRefused({ kind: "uncountable", file, line, column, value, most: MOST });
  return amount;
}

function insistOnRows(file: string, rows: number): void {
  if (rows === 0) throw new InputRefused({ kind: "siting", refusal: { kind: "no-rows", file } });
}

/** A number ≥ 0 as it was typed. */
export function typedAmount(option: string, typed: string): number {
  const amount = decimalFrom(typed.trim());
  if (amount === null || amount < 0)
    throw new InputRefused({ kind: "siting", refusal: { kind: "not-an-amount", option, value: typed } });
  return amount;
}

/** Money without a unit, as the files have it; what an office writes in 万元 is refused with the number it comes to in yuan. */
export function typedMoney(option: string, typed: string, unitOf: string): number {
  const inYuan = decimalFrom(typed.trim()) === null ? yuanTyped(typed) : Number.NaN;
  if (Number.isFinite(inYuan))
    throw new InputRefused({
      kind: "siting",
      refusal: { kind: "amount-with-words", option, value: typed, number: inYuan, unitOf },
    });
  return typedAmount(option, typed);
}

/** A count ≥ 0 as it was typed. */
export function typedCount(option: string, typed: string): number {
  const count = typedAmount(option, typed);
  if (!Number.isSafeInteger(count))
    throw new InputRefused({ kind: "siting", refusal: { kind: "not-a-count", option, value: typed } });
  return count;
}
