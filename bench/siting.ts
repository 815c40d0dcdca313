import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { performance } from "node:perf_hooks";
import { walkingView } from "~/modules/places/domain/streets/walking-view";
import { readStreets } from "~/modules/places/use-cases/read-streets.server";
import { MipRows } from "~/modules/siting/domain/solving/mip-rows";
import type { SitingProblem } from "~/modules/siting/domain/solving/siting-problem";
import { solveSiting } from "~/modules/siting/domain/solving/solve-siting";
import { openHighs } from "~/threads/highs-solver";
import { madeSiting, sitingOnStreets, type MadeSiting } from "./made-siting";
import { madeStreets } from "./made-streets";
import type { BenchRow } from "./reach";

/** Engine 2 on one thread, against the bars of the design: each question in a process of its own, so that its memory is its own. */
const PORTLAND = "../shared/reference/streets/portland-central-filtered.osm.pbf";

interface Asked {
  readonly what: string;
  readonly bar: string;
  readonly seconds: number;
  readonly made: MadeSiting;
  /** where ways are walked; left out = on a plane */
  readonly on?: "Portland" | "made city";
  /** the same question as HiGHS alone is asked it */
  readonly isPlain?: boolean;
}

const GEOGRAPHIC: MadeSiting = { model: "mclp", demands: 5_000, sites: 300, p: 30, radius: 2_000 };
const LARGE: MadeSiting = { model: "mclp", demands: 20_000, sites: 5_000, p: 50, radius: 900 };
const SPARSE: MadeSiting = { ...LARGE, nearest: 10 };

const WALKED: readonly Asked[] = [
  {
    what: "MCLP 1,124 × 1,227 on streets, 500 m, p = 20",
    bar: "proved in ≤ 2 s",
    seconds: 60,
    made: { model: "mclp", demands: 1_124, sites: 1_227, p: 20, radius: 500 },
    on: existsSync(PORTLAND) ? "Portland" : "made city",
  },
  {
    what: "LSCP 1,124 × 1,227 on streets, 500 m",
    bar: "–",
    seconds: 60,
    made: { model: "lscp", demands: 1_124, sites: 1_227, p: 1_227, radius: 500 },
    on: existsSync(PORTLAND) ? "Portland" : "made city",
  },
  {
    what: "backup cover 1,124 × 1,227 on streets, 500 m, p = 20",
    bar: "proved in ≤ 60 s",
    seconds: 60,
    made: { model: "backup", demands: 1_124, sites: 1_227, p: 20, radius: 500 },
    on: existsSync(PORTLAND) ? "Portland" : "made city",
  },
];

const GEOGRAPHY: readonly Asked[] = [
  { what: "MCLP 300 × 5,000, p = 30", bar: "better than 75 s to proved, 23 s to 1 %", seconds: 60, made: GEOGRAPHIC },
  { what: "the same, HiGHS alone", bar: "peer", seconds: 60, made: GEOGRAPHIC, isPlain: true },
  { what: "backup cover 300 × 5,000, p = 30", bar: "proved in ≤ 60 s", seconds: 60, made: { ...GEOGRAPHIC, model: "backup" } },
  {
    what: "p-median 300 × 5,000, p = 30, all 1,500,000 ways",
    bar: "–",
    seconds: 60,
    made: { ...GEOGRAPHIC, model: "p-median", radius: Infinity },
  },
  {
    what: "p-center 300 × 1,000, p = 30",
    bar: "–",
    seconds: 60,
    made: { ...GEOGRAPHIC, model: "p-center", demands: 1_000, radius: Infinity },
  },
];

const SIZE: readonly Asked[] = [
  { what: "MCLP 20,000 × 5,000, p = 50, ≤ 10 sites a demand", bar: "1 % in 30 s", seconds: 30, made: SPARSE },
  { what: "MCLP 20,000 × 5,000, p = 50, all sites within 900 m", bar: "≤ 5 % in 60 s", seconds: 60, made: LARGE },
  { what: "LSCP 20,000 × 5,000, 900 m", bar: "≤ 60 s, stated gap", seconds: 60, made: { ...LARGE, model: "lscp" } },
  {
    what: "LSCP 5,000 × 1,000, 1.5 km",
    bar: "≤ 60 s, stated gap",
    seconds: 60,
    made: { ...GEOGRAPHIC, model: "lscp", sites: 1_000, radius: 1_500 },
  },
];

const FULL: readonly Asked[] = [
  {
    what: "MCLP with capacities 300 × 5,000, p = 30",
    bar: "≤ 60 s, stated gap",
    seconds: 60,
    made: { ...GEOGRAPHIC, room: 0.5 },
  },
  {
    what: "LSCP with capacities 100 × 1,000",
    bar: "≤ 60 s, stated gap",
    seconds: 60,
    made: { ...GEOGRAPHIC, model: "lscp", demands: 1_000, sites: 100, radius: 4_000, room: 2 },
  },
  {
    what: "p-median with capacities 100 × 1,000, p = 15",
    bar: "≤ 60 s, stated gap",
    seconds: 60,
    made: { ...GEOGRAPHIC, model: "p-median", demands: 1_000, sites: 100, p: 15, radius: Infinity, room: 1.3 },
  },
  { what: "MCLP with capacities 20,000 × 5,000, p = 50", bar: "≤ 60 s, stated gap", seconds: 60, made: { ...LARGE, room: 0.3 } },
  {
    what: "budget 300 × 5,000, the price of 30",
    bar: "≤ 60 s, stated gap",
    seconds: 60,
    made: { ...GEOGRAPHIC, model: "budget", isBudget: true },
  },
  {
    what: "budget with capacities 300 × 5,000",
    bar: "≤ 60 s, stated gap",
    seconds: 60,
    made: { ...GEOGRAPHIC, model: "budget", isBudget: true, room: 0.5 },
  },
  {
    what: "budget 20,000 × 5,000, the price of 50",
    bar: "≤ 60 s, stated gap",
    seconds: 60,
    made: { ...LARGE, model: "budget", isBudget: true },
  },
];

const TABLES = { walked: WALKED, geography: GEOGRAPHY, size: SIZE, full: FULL };

export const walkedRows = (): BenchRow[] => rowsOf("walked");
export const geographyRows = (): BenchRow[] => rowsOf("geography");
export const sizeRows = (): BenchRow[] => rowsOf("size");
export const fullRows = (): BenchRow[] => rowsOf("full");

function rowsOf(table: keyof typeof TABLES): BenchRow[] {
  const load = `${loadavg()[0]!.toFixed(1)} on ${cpus().length} cores`;
  return [
    { what: "machine load at the start, one minute", figure: load, bar: "< 1" },
    ...TABLES[table].map(({ what, bar, on }, at): BenchRow => {
      const ask = `import(${JSON.stringify(import.meta.url)}).then((bench) => bench.measure(${JSON.stringify(table)}, ${at})).then((figure) => process.stdout.write(figure)).then(() => process.exit(0))`;
      const figure = execFileSync(process.execPath, ["--input-type=module", "-e", ask], { encoding: "utf8" });
      return { what: on ? `${what} (${on})` : what, figure, bar };
    }),
  ];
}

/** One question, in the process that does nothing else. */
export async function measure(table: keyof typeof TABLES, at: number): Promise<string> {
  const { made, on, seconds, isPlain } = TABLES[table][at]!;
  const problem = on ? sitingOnStreets(made, await viewOf(on)) : madeSiting(made);
  const figure = isPlain ? await alone(problem, seconds) : await solved(problem, seconds);
  return `${figure}, ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`;
}

const inWords = (value: number): string => value.toLocaleString("en", { maximumFractionDigits: 0 });
const percent = (gap: number | null): string =>
  gap === null ? "gap unknown" : gap === 0 ? "proved" : `gap ${(100 * gap).toFixed(gap < 0.001 ? 3 : 2)} %`;

async function solved(problem: SitingProblem, seconds: number): Promise<string> {
  const solve = await openHighs();
  const began = performance.now();
  const now = () => (performance.now() - began) / 1_000;
  let isWithinOne = "";
  const answer = solveSiting(problem, {
    ...{ solve, now, seconds, seed: 1, isStopped: () => false },
    told: ({ objective, bound }) => {
      if (isWithinOne || !objective || bound === null || Math.abs(bound - objective) > 0.01 * objective) return;
      isWithinOne = `, 1 % after ${now().toFixed(1)} s`;
    },
  });
  const took = `${now().toFixed(1)} s`;
  if (answer.kind !== "answer") return `no choice, ${took}`;
  return `${inWords(answer.objective)} ≤ ${inWords(answer.bound)}, ${percent(answer.gap)}${isWithinOne}, ${took}`.replace(
    "≤",
    answer.bound < answer.objective ? "≥" : "≤",
  );
}

/** A row of people is covered only where a site that reaches it is open: the textbook form, nothing merged, nothing known. */
async function alone({ demands, sites, weight, links, limits }: SitingProblem, seconds: number): Promise<string> {
  const solve = await openHighs();
  const rows = new MipRows(sites + demands);
  rows.integer.fill(1, 0, sites);
  rows.cost.set(weight, sites);
  for (let demand = 0; demand < demands; demand++) {
    rows.add(sites + demand, 1);
    for (let k = links.start[demand]!; k < links.start[demand + 1]!; k++) rows.add(links.site[k]!, -1);
    rows.between(-Infinity, 0);
  }
  for (const { site, amount, least, most } of limits) {
    site.forEach((own, at) => rows.add(own, amount[at]!));
    rows.between(least, most);
  }
  const began = performance.now();
  const now = () => (performance.now() - began) / 1_000;
  let isWithinOne = "";
  const { objective, bound } = solve(rows.model(true), {
    ...{ seconds, gap: 0, from: null, isStopped: () => false },
    told: (value, limit) => {
      if (isWithinOne || !value || limit === null || Math.abs(limit - value) > 0.01 * value) return;
      isWithinOne = `, 1 % after ${now().toFixed(1)} s`;
    },
  });
  if (objective === null || bound === null) return `nothing in ${now().toFixed(1)} s`;
  const gap = Math.abs(bound - objective) / Math.abs(objective);
  return `${inWords(objective)} ≤ ${inWords(bound)}, ${percent(gap < 1e-9 ? 0 : gap)}${isWithinOne}, ${now().toFixed(1)} s`;
}

async function viewOf(on: "Portland" | "made city") {
  const use = { movement: "foot", stepsFactor: 1, offStreetFactor: 1 } as const;
  if (on === "made city") return walkingView(madeStreets(60), use);
  const read = await readStreets(PORTLAND);
  if (!read.ok) throw new Error("the extract of Portland cannot be read");
  return walkingView(read.value.graph, use);
}
