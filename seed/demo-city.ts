import { areaRows, barrierRows, cityRow, crossingRows, populationRows } from "./area-rows";
import type { CityRecords, Registered } from "./city-records";
import { demoFacilities } from "./demo-facilities";
import { demoKeys } from "./demo-keys";
import { CITY_CODE, demoPlaces, type DemoPlaces } from "./demo-places";
import { facilityRows } from "./facility-rows";
import { publicRecords } from "./public-records";
import { landmarkRows } from "./landmarks";
import { premisesRows } from "./premises";
import type { Sources } from "./read-sources";
import { FACILITY_KINDS } from "~/modules/catalog/data/standard-facility-kinds";
import { SERVICE_TYPES } from "~/modules/catalog/data/standard-service-types";
import { STANDARD_PARAMETERS } from "~/modules/places/data/standard-parameters";
import { WALKERS } from "~/modules/places/data/standard-walkers";

/** The whole demo city as rows, the same on every machine. */
export function demoCity(sources: Sources, places: DemoPlaces = demoPlaces(sources)): CityRecords {
  const key = demoKeys("registry");
  const facilities = facilityRows(demoFacilities(places));
  const registered = <T>(entries: readonly T[]): Registered<T>[] =>
    entries.map((entry, i) => ({ ...entry, id: key(), cityCode: CITY_CODE, sortOrder: i + 1 }));
  return {
    city: [cityRow(sources)],
    area: areaRows(sources, places),
    areaPopulation: populationRows(sources, places),
    barrier: barrierRows(),
    crossing: crossingRows(places),
    landmark: landmarkRows(places),
    ...premisesRows(places),
    walker: registered(WALKERS),
    standardParameter: STANDARD_PARAMETERS.map((entry) => ({ ...entry, id: key(), cityCode: CITY_CODE })),
    serviceType: registered(SERVICE_TYPES),
    facilityKind: registered(FACILITY_KINDS),
    ...facilities,
    ...publicRecords(facilities, CITY_CODE),
  };
}
