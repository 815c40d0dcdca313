import { best, madeOperators, type CareSites } from "./care-sites";
import type { MadeFacility } from "./made-facility";
import { peopleIn } from "~/modules/places/domain/population-groups";
import { randomStream } from "./random-stream";

/** A handful of casual-work stations, so that a circle in metres has something to show; an assumption altogether. */
const JOB_STATIONS = 8;

const [OPERATOR] = madeOperators("public", 1, (n) => `示例就业服务${n}站`);

export function jobStations(sites: CareSites): MadeFacility[] {
  const stream = randomStream("job-stations");
  const workers = ["age-25-29", "age-30-34", "age-35-39", "age-40-44", "age-45-49"];
  const score = ({ people }: (typeof sites.communities)[number]) =>
    workers.reduce((sum, band) => sum + peopleIn(people, band), 0) * Math.exp(0.8 * stream.normal());
  return best(sites.communities, JOB_STATIONS, score).map((community, i) => ({
    externalId: `JS-${String(i + 1).padStart(4, "0")}`,
    name: `${sites.streetName(community.code)}零工驿站`,
    kindKey: "job-station",
    operator: OPERATOR!,
    address: sites.addressIn(community),
    areaCode: community.code,
    at: sites.near(community, stream),
    note: "数量与位置均为演示假设",
    states: [{ state: "operating", from: "2025-03-01", to: null }],
    offerings: [{ serviceType: "job-station", from: "2025-03-01", to: null, classes: [] }],
    documents: [],
    contactRole: "服务台",
    hours: [{ byDay: "MO,TU,WE,TH,FR,SA,SU", opensAt: "06:00", closesAt: "20:00" }],
  }));
}
