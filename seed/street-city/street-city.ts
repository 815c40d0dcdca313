// A made city on real streets, for looking at the network method: communities stand on junctions of an extract somebody
// brought, people and places are made. Deterministic: the same extract gives the same city.
import { FACILITY_KINDS } from "~/modules/catalog/data/standard-facility-kinds";
import { SERVICE_TYPES } from "~/modules/catalog/data/standard-service-types";
import { STANDARD_PARAMETERS } from "~/modules/places/data/standard-parameters";
import { WALKERS } from "~/modules/places/data/standard-walkers";
import { fromPlane } from "~/modules/places/domain/local-plane";
import type { StreetGraph } from "~/modules/places/domain/streets/street-graph";
import type { CityRecords, Registered } from "../city-records";
import { demoKeys } from "../demo-keys";
import { facilityRows } from "../facility-rows";
import { communitiesOn } from "./communities-on-streets";
import { streetAreas, streetPopulation } from "./street-areas";
import type { StreetCityName } from "./street-city-name";
import { streetFacilities } from "./street-facilities";

export function streetCity(graph: StreetGraph, name: StreetCityName): CityRecords {
  const { code } = name;
  const key = demoKeys(`registry/${code}`);
  const registered = <T>(entries: readonly T[]): Registered<T>[] =>
    entries.map((entry, i) => ({ ...entry, id: key(), cityCode: code, sortOrder: i + 1 }));
  const communities = communitiesOn(graph, code);
  const general = STANDARD_PARAMETERS.filter(({ level }) => level !== "city");
  return {
    city: [{ ...name, isDemo: true, bounds: boundsOf(graph) }],
    area: streetAreas(name, communities),
    areaPopulation: streetPopulation(name, communities),
    barrier: [],
    crossing: [],
    landmark: [],
    siteProposal: [],
    siteProposalStep: [],
    walker: registered(WALKERS),
    ...{ facilityGrade: [], publishedInspection: [], subsidyRule: [] },
    standardParameter: general.map((entry) => ({ ...entry, id: key(), cityCode: code })),
    serviceType: registered(SERVICE_TYPES),
    facilityKind: registered(FACILITY_KINDS),
    ...facilityRows(streetFacilities(communities, code), code),
  };
}

function boundsOf({ plane, x, y }: StreetGraph): number[] {
  const corner = (of: (...values: number[]) => number): [number, number] => [
    x.reduce((a, b) => of(a, b), x[0]!) / 10,
    y.reduce((a, b) => of(a, b), y[0]!) / 10,
  ];
  return [...fromPlane(plane, ...corner(Math.min)), ...fromPlane(plane, ...corner(Math.max))];
}
