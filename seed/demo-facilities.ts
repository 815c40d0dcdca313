import { careSites } from "./care-sites";
import { childProtection } from "./child-protection";
import type { DemoPlaces } from "./demo-places";
import { elderCentres, unopenedCentres } from "./elder-centres";
import { jobStations } from "./job-stations";
import type { MadeFacility } from "./made-facility";
import { nurseries } from "./nurseries";
import { residentialCare } from "./residential-care";

/** Every facility of the demo; what is stated, what is inferred and what is assumed stands in docs/demo-city.md. */
export function demoFacilities(places: DemoPlaces): MadeFacility[] {
  const sites = careSites(places);
  const centres = elderCentres(sites);
  return [
    ...centres,
    ...unopenedCentres(sites, centres),
    ...residentialCare(sites),
    ...childProtection(sites),
    ...nurseries(sites),
    ...jobStations(sites),
  ];
}
