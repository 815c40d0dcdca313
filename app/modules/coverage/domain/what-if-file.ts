import type { BarrierLine } from "~/modules/places/domain/barrier";
import type { SampledWalks } from "~/modules/places/domain/sampled-walk";
import type { StreetUse } from "~/modules/places/domain/streets/street-use";
import type { Metres } from "~/shared/units";
import type { WhatIfInput } from "./what-if";

/** All a candidate is weighed against but the streets, as it travels: columns, one row a community that can be measured. */
export interface WhatIfFile {
  /** stands on top of the file; null = real data */
  readonly demo: { readonly zh: string; readonly en: string } | null;
  readonly date: string;
  /** null: the approximation answers */
  readonly streets: { readonly use: StreetUse; readonly snap: Metres } | null;
  readonly detour: number;
  /** measured walks that teach directions; null = the candidate is a circle, or streets answer */
  readonly walks: SampledWalks | null;
  readonly barriers: readonly BarrierLine[];
  readonly steps: readonly [Metres, Metres, Metres];
  /** keys of the columns of people; the first is the group asked for */
  readonly groups: readonly string[];
  readonly code: readonly string[];
  readonly name: readonly string[];
  readonly nameEn: readonly (string | null)[];
  /** the street or district it lies in */
  readonly inName: readonly string[];
  readonly lon: readonly number[];
  readonly lat: readonly number[];
  /** one column a group; null = unknown */
  readonly people: readonly (readonly (number | null)[])[];
  /** metres walked to the nearest place today; null = none within the search */
  readonly today: readonly (number | null)[];
  /** communities without a position, or with no street near: in no figure */
  readonly unmeasured: number;
}

/**
 * Metres from minutes, rounded to the decimetre for the way. Rounding takes no home across the limit: a home covered in
 * the city's figures is covered here.
 */
export function metresToday(minutes: number, limitMinutes: number, limit: Metres): Metres | null {
  if (!Number.isFinite(minutes)) return null;
  const metres = Math.round((minutes / limitMinutes) * limit * 10) / 10;
  return minutes <= limitMinutes ? Math.min(metres, limit) : Math.max(metres, limit + 0.1);
}

export const demandOf = ({ lon, lat, people, today }: WhatIfFile): WhatIfInput["demand"] => ({
  lon: Float64Array.from(lon),
  lat: Float64Array.from(lat),
  people: people.map((column) => Float64Array.from(column, (count) => count ?? NaN)),
  today: Float64Array.from(today, (metres) => metres ?? Infinity),
});
