import { best, madeOperators, type CareSites } from "./care-sites";
import type { DemoCommunity } from "./demo-places";
import type { MadeFacility } from "./made-facility";
import { peopleIn } from "~/modules/places/domain/population-groups";
import { randomStream } from "./random-stream";

/** 137 child-protection institutions [S]; that they stand in 137 of the 208 streets, those with most children, is made. */
export const CHILD_PROTECTION_INSTITUTIONS = 137;

const OPERATORS = madeOperators("public", 15, (n) => `示例未成年人救助${n}中心`);

export function childProtection(sites: CareSites): MadeFacility[] {
  const stream = randomStream("child-protection");
  const largest = new Map<string, DemoCommunity>();
  for (const community of sites.communities) {
    const most = largest.get(community.streetCode);
    if (!most || peopleIn(community.people, "all") > peopleIn(most.people, "all")) largest.set(community.streetCode, community);
  }
  const score = ({ people }: DemoCommunity) => peopleIn(people, "age-5-9") * Math.exp(0.4 * stream.normal());
  return best([...largest.values()], CHILD_PROTECTION_INSTITUTIONS, score).map((community, i) => {
    const opened = stream.percent(50) ? "2023-06-01" : "2024-01-01";
    return {
      externalId: `CH-${String(i + 1).padStart(4, "0")}`,
      name: `${sites.streetName(community.code)}未成年人保护工作站`,
      kindKey: "child-protection-institution",
      operator: stream.pick(OPERATORS),
      address: sites.addressIn(community),
      areaCode: community.code,
      at: sites.near(community, stream, { least: 80, most: 400 }),
      states: [{ state: "operating", from: opened, to: null }],
      offerings: [{ serviceType: "child-protection", from: opened, to: null, classes: [] }],
      documents: [],
      contactRole: "值班电话",
      hours: [{ byDay: "MO,TU,WE,TH,FR", opensAt: "08:30", closesAt: "18:00" }],
    };
  });
}
