// The demo's grid workers: made people of a street, who answer for the residents of its communities.
import type { GeoPoint } from "~/shared/geo-point";
import { apportion } from "./apportion";
import { demoKeys } from "./demo-keys";
import type { DemoCommunity } from "./demo-places";
import { randomStream } from "./random-stream";

export interface MadeCaregiver {
  readonly id: string;
  readonly name: string;
  /** the street */
  readonly areaCode: string;
  readonly sex: "female" | "male";
  readonly languages: readonly string[];
  readonly skills: readonly string[];
  readonly transport: "foot" | "e-bike" | "bus";
  readonly home: GeoPoint;
}

export interface MadeTeam {
  readonly caregivers: readonly MadeCaregiver[];
  /** who visits in a community, whoever answers for it first in front */
  readonly visitorsOf: (communityCode: string) => readonly string[];
}

/** One for each street that has residents, the others where most residents are. */
export function madeCaregivers(communities: readonly DemoCommunity[], lives: readonly number[], count: number): MadeTeam {
  const stream = randomStream("caregivers");
  const key = demoKeys("caregivers");
  const streets = new Map<string, { lives: number; communities: DemoCommunity[] }>();
  communities.forEach((community, at) => {
    const street = streets.get(community.streetCode) ?? { lives: 0, communities: [] };
    street.lives += lives[at]!;
    street.communities.push(community);
    streets.set(community.streetCode, street);
  });
  const peopled = [...streets].filter(([, street]) => street.lives > 0);
  const more = apportion(
    Math.max(0, count - peopled.length),
    peopled.map(([, street]) => street.lives),
  );
  const caregivers: MadeCaregiver[] = [];
  const visitors = new Map<string, readonly string[]>();
  peopled.forEach(([areaCode, street], at) => {
    const team: MadeCaregiver[] = [];
    for (let n = 0; n <= more[at]!; n++) {
      const { at: home } = stream.pick(street.communities);
      team.push({
        ...{ id: key(), name: `网格员示例${String(caregivers.length + team.length + 1).padStart(3, "0")}`, areaCode, home },
        sex: stream.percent(70) ? "female" : "male",
        languages: stream.percent(60) ? ["henan"] : [],
        skills: stream.percent(15) ? ["nursing"] : stream.percent(10) ? ["psychology"] : [],
        transport: stream.percent(65) ? "e-bike" : stream.percent(70) ? "foot" : "bus",
      });
    }
    street.communities.forEach((community, n) => {
      const first = Math.floor((n * team.length) / street.communities.length);
      visitors.set(
        community.code,
        team.map((_, turn) => team[(first + turn) % team.length]!.id),
      );
    });
    caregivers.push(...team);
  });
  return { caregivers, visitorsOf: (code) => visitors.get(code) ?? [] };
}
