import type { CapacityUnit } from "~/modules/catalog/domain/service-type";
import type { BarrierLine } from "~/modules/places/domain/barrier";
import type { SampledWalks } from "~/modules/places/domain/sampled-walk";
import type { StreetNetwork } from "~/modules/places/domain/street-network";
import type { Walker } from "~/modules/places/domain/walker";
import type { AreaLevel } from "./coverage-query";
import type { PopulationEdition } from "./population-group";

/** What does not change between two questions about one city: its areas, rules and registries, as of one revision. */
export interface CityGround {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly timeZone: string;
  readonly isDemo: boolean;
  readonly revision: number;
  /** birth and revision: two cities that share a code one after the other never share an answer */
  readonly stamp: string;
  readonly edition: { readonly codeSystem: string; readonly codeYear: number } | null;
  readonly areas: readonly GroundArea[];
  readonly walkers: readonly Walker[];
  readonly types: readonly GroundType[];
  readonly parameters: readonly Parameter[];
  /** the parts of barriers, each with its crossings; parts of one barrier share its id */
  readonly barriers: readonly (BarrierLine & {
    readonly id: string;
    readonly kind: string;
    readonly nameZh: string;
    readonly nameEn: string;
    readonly quality: string;
  })[];
  /** the walking network in force; null = the approximation answers */
  readonly streets: StreetNetwork | null;
  /** ways measured on foot, which teach the sectors of a city without streets; null = there are none */
  readonly walks: MeasuredWalks | null;
  readonly populations: readonly PopulationEdition[];
  /** the finest level there is: where people are counted */
  readonly demandLevel: AreaLevel | null;
  /** the level whose outlines the map draws; null where there are none */
  readonly outlineLevel: AreaLevel | "city" | null;
}

export interface GroundArea {
  readonly code: string;
  readonly level: AreaLevel | "city";
  readonly name: string;
  readonly nameEn: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly areaClass: string;
  readonly positionQuality: string;
}

export interface GroundType {
  readonly key: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly symbol: string;
  readonly circleMinutes: number | null;
  readonly circleMetres: number | null;
  readonly walkerKey: string;
  readonly populationGroup: string;
  readonly capacityUnit: CapacityUnit;
}

export interface MeasuredWalks {
  readonly columns: SampledWalks;
  readonly count: number;
  /** first and last day of measuring */
  readonly since: string;
  readonly until: string;
  readonly sources: readonly string[];
}

/** A row of standard_parameter: value, unit and where it comes from. */
export interface Parameter {
  readonly key: string;
  readonly areaClass: string;
  readonly serviceType: string;
  readonly level: string;
  readonly value: number;
  readonly unit: string;
  readonly source: string;
  readonly mark: string;
}

/** The row that fits best: one for the area class before one for the service type before one for all. */
export function parameterFor(
  parameters: readonly Parameter[],
  key: string,
  serviceType = "any",
  areaClass = "any",
): Parameter | null {
  const fits = (wanted: string, given: string) => given === "any" || given === wanted;
  const score = (row: Parameter) => (row.areaClass !== "any" ? 2 : 0) + (row.serviceType !== "any" ? 1 : 0);
  return (
    parameters
      .filter((row) => row.key === key && fits(serviceType, row.serviceType) && fits(areaClass, row.areaClass))
      .sort((a, b) => score(b) - score(a))[0] ?? null
  );
}

/** A place that offers what was asked for, or will. */
export interface CoverageSite {
  readonly id: string;
  readonly name: string;
  /** the level its kind serves */
  readonly serves: AreaLevel | "city";
  readonly areaCode: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly positionQuality: string;
  readonly types: readonly string[];
  /** null = unknown */
  readonly licensed: number | null;
  readonly state: "operating" | "planned" | "building";
}
