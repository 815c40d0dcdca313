import type { SitingSolved } from "~/modules/siting/domain/solving/siting-answer";
import {
  FIXED,
  FORBIDDEN,
  SITING_MODELS,
  type SitingLimit,
  type SitingModel,
  type SitingProblem,
} from "~/modules/siting/domain/solving/siting-problem";
import { closeThreads, inThread } from "~/platform/threads.server";
import { number, oneOf, required } from "./asked-option";
import { InputRefused } from "./bad-input";
import { readSiteFigures, readSitingFiles, type SiteIds, typedAmount, typedCount, typedMoney } from "./siting-files";
import type { SitingRefusal } from "./siting-refusal";

/** What came out, in the ids of the files. */
export interface SiteCliAnswer {
  readonly model: SitingModel;
  readonly objective: number;
  readonly sites: readonly string[];
  readonly assignments: readonly {
    readonly demand: string;
    readonly site: string;
    readonly cost: number;
    readonly people: number;
  }[];
  readonly uncoverable: readonly string[];
  readonly bound: number;
  /** 0 = proved, null = not known how far the best is */
  readonly gap: number | null;
  readonly proved: boolean;
  readonly seconds: number;
}

type Option =
  "model" | "demand" | "costs" | "sites" | "radius" | "fixed" | "forbidden" | "capacity" | "budget" | "site-costs" | "seconds";
export type SiteOptions = Readonly<Partial<Record<Option, string>>>;

const MOST_SECONDS = 86_400;

/** Throws InputRefused when an option or a file cannot be used, or when no choice keeps every limit. */
export async function answerSite(options: SiteOptions): Promise<SiteCliAnswer> {
  const model = oneOf("--model", required("--model", options.model), SITING_MODELS);
  const seconds = number("--seconds", options.seconds, 60, undefined, MOST_SECONDS);
  insistOnOptions(model, options);
  const files = await readSitingFiles(required("--demand", options.demand), required("--costs", options.costs));
  const { sites, demandIds, weight, links } = files;
  const problem: SitingProblem = {
    ...{ model, demands: demandIds.length, sites: sites.ids.length, weight, links },
    radius: options.radius === undefined || isByDistance(model) ? Infinity : typedAmount("--radius", options.radius),
    state: stateOf(sites, options),
    limits: [],
    ...{ conflicts: [], needs: [] },
    // two within reach: with so many sites, or so much money; else with as few as reach everybody
    first: options.sites === undefined && options.budget === undefined ? "fewest" : "given",
    capacity: options.capacity === undefined ? null : await readSiteFigures(options.capacity, "capacity", sites),
  };
  const limits = [...countOf(problem, options), ...(await budgetOf(sites, options))];
  const began = performance.now();
  const answer = await solved({ ...problem, limits }, seconds);
  if (answer.kind === "impossible") throw refused({ ...answer });
  if (answer.kind === "not-found") throw refused({ kind: "not-found", seconds });
  return {
    ...{ model, objective: answer.objective, sites: answer.sites.map((site) => sites.ids[site]!) },
    assignments: answer.assigned.map(({ demand, site, cost, people }) => ({
      ...{ demand: demandIds[demand]!, site: sites.ids[site]!, cost, people },
    })),
    uncoverable: answer.uncoverable.map((demand) => demandIds[demand]!),
    ...{ bound: answer.bound, gap: answer.gap, proved: answer.proved },
    seconds: Math.round(performance.now() - began) / 1_000,
  };
}

const isByDistance = (model: SitingModel): boolean => model === "p-median" || model === "p-center";

async function solved(problem: SitingProblem, seconds: number): Promise<SitingSolved> {
  try {
    return await inThread("solve-siting", { problem, seconds, seed: 1, memory: null });
  } finally {
    await closeThreads();
  }
}

/** What each model cannot do without, and what has no meaning with it. */
function insistOnOptions(model: SitingModel, options: SiteOptions): void {
  if (!isByDistance(model)) required("--radius", options.radius);
  if (model === "budget") required("--budget", options.budget);
  if (model === "mclp" || isByDistance(model)) if (options.budget === undefined) required("--sites", options.sites);
  if (options.budget !== undefined) required("--site-costs", options["site-costs"]);
  if (options["site-costs"] !== undefined && options.budget === undefined)
    throw new InputRefused({ kind: "option-without-use", option: "--site-costs", needs: "--budget" });
  if (options.capacity !== undefined && (model === "backup" || model === "p-center"))
    throw new InputRefused({
      ...{ kind: "option-without-use", option: "--capacity" },
      needs: "--model lscp, mclp, budget, p-median",
    });
}

function stateOf(sites: SiteIds, options: SiteOptions): Uint8Array {
  const state = new Uint8Array(sites.ids.length);
  for (const site of sites.named("--fixed", options.fixed)) state[site] = FIXED;
  for (const site of sites.named("--forbidden", options.forbidden)) {
    if (state[site] === FIXED) throw refused({ kind: "fixed-and-forbidden", id: sites.ids[site]! });
    state[site] = FORBIDDEN;
  }
  return state;
}

/** So many sites in all, as in the literature: fixed ones count, and where money is no matter no fewer are opened. */
function countOf({ model, state }: SitingProblem, options: SiteOptions): SitingLimit[] {
  if (options.sites === undefined) return [];
  const count = typedCount("--sites", options.sites);
  const fixed = state.filter((one) => one === FIXED).length;
  const there = state.filter((one) => one !== FORBIDDEN).length;
  if (count < fixed) throw refused({ kind: "fewer-than-fixed", sites: count, fixed });
  if (count > there) throw refused({ kind: "more-than-there-are", sites: count, there });
  const isExact = (model === "mclp" || model === "backup") && options.budget === undefined && options.capacity === undefined;
  return [{ key: "sites", ...everySite(state, () => 1), least: isExact ? count : -Infinity, most: count }];
}

async function budgetOf(sites: SiteIds, options: SiteOptions): Promise<SitingLimit[]> {
  if (options.budget === undefined) return [];
  const file = required("--site-costs", options["site-costs"]);
  const most = typedMoney("--budget", options.budget, `--site-costs ${file}`);
  const costs = await readSiteFigures(file, "cost", sites);
  return [{ key: "budget", ...everySite(costs, (site) => costs[site]!), least: -Infinity, most }];
}

const everySite = ({ length }: { readonly length: number }, amount: (site: number) => number) => ({
  site: Uint32Array.from({ length }, (_, site) => site),
  amount: Float64Array.from({ length }, (_, site) => amount(site)),
});

const refused = (refusal: SitingRefusal): InputRefused => new InputRefused({ kind: "siting", refusal });
