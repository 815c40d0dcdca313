/**
 * What a siting question is once places and people have become numbers: rows of people (demands), columns of places that may
 * be opened (sites) and who walks how far to which. Models after Church & ReVelle 1974 (MCLP), Toregas et al. 1971 (LSCP),
 * Hogan & ReVelle 1986 (backup cover), Hakimi 1964 (p-median, p-center), Current & Storbeck 1988 (capacitated cover).
 */
export const SITING_MODELS = ["lscp", "mclp", "p-median", "p-center", "backup", "budget"] as const;
export type SitingModel = (typeof SITING_MODELS)[number];

/** Who could walk to which site, by rows: the links of demand d stand at `start[d]` up to `start[d + 1]`. */
export interface SitingLinks {
  /** length demands + 1 */
  readonly start: Uint32Array;
  /** a site's index; no site twice in one row */
  readonly site: Uint32Array;
  /** what the way costs, in the unit of the question (metres, minutes); finite and ≥ 0 */
  readonly cost: Float64Array;
}

/** `fixed`: is there or must be; `forbidden`: must not be; `free`: may be opened. */
export const FREE = 0;
export const FIXED = 1;
export const FORBIDDEN = 2;

/** `least ≤ Σ amount[i] · opened(site[i]) ≤ most`: how many, what it costs to build, to run each year, how many in a district. */
export interface SitingLimit {
  /** what it is about, so that a question without an answer can name what to relax: «sites», «budget», «district 410105» */
  readonly key: string;
  readonly site: Uint32Array;
  readonly amount: Float64Array;
  /** −Infinity = no least */
  readonly least: number;
  /** Infinity = no most */
  readonly most: number;
}

export interface SitingProblem {
  readonly model: SitingModel;
  readonly demands: number;
  readonly sites: number;
  /** people of each demand, ≥ 0 */
  readonly weight: Float64Array;
  /** where `radius` is given, links beyond it count for nothing in covering models */
  readonly links: SitingLinks;
  readonly radius: number;
  /** FREE, FIXED or FORBIDDEN for each site */
  readonly state: Uint8Array;
  readonly limits: readonly SitingLimit[];
  /** of each group at most one site may be opened: two that stand too near each other, two ways to build one place */
  readonly conflicts: readonly Uint32Array[];
  /** `site` may be opened only where one of `oneOf` is (a station needs its centre) */
  readonly needs: readonly { readonly site: number; readonly oneOf: Uint32Array }[];
  /** most people each site may serve; null = as many as come. People of one demand may be shared between sites */
  readonly capacity: Float64Array | null;
  /** backup cover: as many sites as the limits allow, which is meant where nothing is said, or as few as cover everybody once */
  readonly first?: "given" | "fewest" | undefined;
}
