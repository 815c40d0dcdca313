import type { ReachMethod } from "~/modules/places/domain/reach";
import type { GeoPoint } from "~/shared/geo-point";
import type { CoverageQuery } from "./coverage-query";
import type { MethodStatement } from "./method-statement";
import type { ReadQuery } from "./read-query";

interface Named {
  readonly key: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

/** What the what-if screen knows before the first move: the question, how it is computed, and the city as it is today. */
export interface WhatIfQuestion extends Pick<ReadQuery, "own" | "chosen" | "problems" | "query"> {
  readonly city: { readonly code: string; readonly nameZh: string; readonly nameEn: string; readonly isDemo: boolean };
  /** the address asked for directions, and is answered by streets */
  readonly isReplaced: boolean;
  /** thirds of the limit, in its unit */
  readonly steps: readonly [number, number, number];
  readonly limitMetres: number;
  /** places are looked for so far */
  readonly boundMinutes: number;
  readonly choices: {
    readonly types: readonly (Named & { readonly symbol: string })[];
    readonly groups: { readonly main: readonly string[]; readonly bands: readonly string[] };
    readonly walkers: readonly (Named & { readonly speedKmh: number })[];
    readonly methods: readonly ReachMethod[];
  };
  readonly method: MethodStatement;
  readonly hasStreets: boolean;
  readonly hasHomes: boolean;
  /** people of the group whose home is known, and those of them within the limit */
  readonly today: { readonly people: number; readonly covered: number };
  /** where the candidate first stands; null = there is nowhere to stand */
  readonly start: GeoPoint | null;
}

export const thirds = (whole: number): [number, number, number] => [whole / 3, (2 * whole) / 3, whole];

/** Streets teach directions to places that stand, and a candidate does not yet; measured walks teach any place. */
export const whatIfQuery = (query: CoverageQuery, hasStreets: boolean): CoverageQuery =>
  query.method === "sectors" && hasStreets ? { ...query, method: "network" } : query;
