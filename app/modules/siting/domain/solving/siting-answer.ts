import type { MipSolver } from "./mip";
import type { SitingModel } from "./siting-problem";

/** One demand's people on their way to one site; with capacities a demand may have several. */
export interface Assigned {
  readonly demand: number;
  readonly site: number;
  readonly cost: number;
  /** people of the demand who go there */
  readonly people: number;
}

/** The best choice found, and how sure that is. Indices are those of the problem. */
export interface SitingAnswer {
  readonly kind: "answer";
  readonly model: SitingModel;
  /** mclp, budget: people covered · backup: people covered twice or more · lscp: sites · p-median: Σ people × cost · p-center: the farthest cost */
  readonly objective: number;
  /** opened sites, ascending, fixed ones among them */
  readonly sites: readonly number[];
  readonly assigned: readonly Assigned[];
  /** demands no allowed site reaches: listed, never counted */
  readonly uncoverable: readonly number[];
  /** no choice can be better than this; equals `objective` where proved */
  readonly bound: number;
  /** |bound − objective| ÷ |objective|, 0 where proved; null = not known: the objective is 0, or a question before it is not proved */
  readonly gap: number | null;
  readonly proved: boolean;
  /** why it ended: proved, its time was over, somebody stopped it */
  readonly ended: "proved" | "time" | "stopped";
}

/** Time was over, or somebody said stop, before any choice was found: whether there is one is not known. */
export interface SitingNotFound {
  readonly kind: "not-found";
  readonly ended: "time" | "stopped";
}

/**
 * No choice keeps every limit, which is proved. `needed` is the bound nearest to the one that was asked with which there is a
 * choice; null for rules without a figure («conflicts», «needs»). `relax` is empty where time was over before a reason was found.
 */
export interface SitingImpossible {
  readonly kind: "impossible";
  readonly relax: readonly { readonly key: string; readonly needed: number | null }[];
  /** true: relaxing any one of these is enough · false: only all of them together are */
  readonly alone: boolean;
}

export type SitingSolved = SitingAnswer | SitingImpossible | SitingNotFound;

/** How far the search is: told whenever one of the figures becomes better. */
export interface SitingProgress {
  /** null: nothing found yet */
  readonly objective: number | null;
  readonly bound: number | null;
  readonly seconds: number;
  /** opened sites of the best so far */
  readonly sites: readonly number[];
}

/** What a search is given from outside: the solver, the time and whether somebody said «enough». */
export interface SitingMeans {
  /** given by `threads/`, since the domain loads no WASM */
  readonly solve: MipSolver;
  /** seconds since the search began */
  now(): number;
  /** how long it may go on */
  readonly seconds: number;
  readonly seed: number;
  isStopped(): boolean;
  told(progress: SitingProgress): void;
}

export const notFound = (means: Pick<SitingMeans, "isStopped">): SitingNotFound => ({
  kind: "not-found",
  ended: means.isStopped() ? "stopped" : "time",
});
