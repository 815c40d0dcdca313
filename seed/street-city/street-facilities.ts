import { peopleIn } from "~/modules/places/domain/population-groups";
import type { GeoPoint } from "~/shared/geo-point";
import { best, madeOperators } from "../care-sites";
import type { MadeClass, MadeFacility } from "../made-facility";
import { randomStream, type RandomStream } from "../random-stream";
import type { StreetCommunity } from "./communities-on-streets";

const FROM = "2024-03-01";
const EVERY_DAY = [{ byDay: "MO,TU,WE,TH,FR,SA,SU", opensAt: "08:00", closesAt: "18:00" }];
const WEEKDAYS = [{ byDay: "MO,TU,WE,TH,FR", opensAt: "08:00", closesAt: "18:00" }];
const [ELDER_CARE] = madeOperators("nonprofit", 1, (n) => `示例助老${n}社`);
const [CHILD_CARE] = madeOperators("private", 1, (n) => `示例托育${n}公司`);

/** Day care with meals for every third community, a nursery for every fourth: the older, and the younger, first. */
export function streetFacilities(communities: readonly StreetCommunity[], cityCode: string): MadeFacility[] {
  const stream = randomStream(`street-city/${cityCode}/facilities`);
  const chosen = (part: number, group: string) =>
    best(
      communities,
      Math.max(1, Math.ceil(communities.length / part)),
      ({ people }) => peopleIn(people, group) * (0.5 + stream.next()),
    );
  return [
    ...chosen(3, "75plus").map((community, i) =>
      made(community, stream, `CC-${i + 1}`, "日间照料中心", "community-centre", [
        { type: "day-care", classes: [placesFor(stream, 15, 40)] },
        { type: "meals", classes: [] },
      ]),
    ),
    ...chosen(4, "0-2").map((community, i) =>
      made(community, stream, `NU-${i + 1}`, "托育园", "nursery-institution", [
        { type: "nursery", classes: [{ ...placesFor(stream, 10, 20), kind: "toddler-24", ageMonths: [24, 36] }] },
      ]),
    ),
  ];
}

function placesFor(stream: RandomStream, least: number, most: number): MadeClass {
  const licensed = stream.whole(least, most);
  const staffed = stream.whole(Math.ceil(licensed * 0.7), licensed);
  const taken = stream.whole(0, staffed);
  return { kind: "standard", capacities: [{ from: FROM, to: null, licensed, staffed, taken }], prices: [] };
}

function made(
  community: StreetCommunity,
  stream: RandomStream,
  externalId: string,
  kindName: string,
  kindKey: string,
  offerings: readonly { readonly type: string; readonly classes: readonly MadeClass[] }[],
): MadeFacility {
  return {
    externalId,
    name: `${community.name}${kindName}`,
    kindKey,
    operator: kindKey === "nursery-institution" ? CHILD_CARE! : ELDER_CARE!,
    address: `${community.name}（位置为虚构）`,
    areaCode: community.code,
    at: beside(community.at, stream),
    note: "演示数据：数量、位置与容量均为虚构",
    states: [{ state: "operating", from: FROM, to: null }],
    offerings: offerings.map(({ type, classes }) => ({ serviceType: type, from: FROM, to: null, classes })),
    documents: [],
    contactRole: "服务台",
    hours: kindKey === "nursery-institution" ? WEEKDAYS : EVERY_DAY,
  };
}

/** Within some hundred metres of the community's point. */
const beside = ({ lon, lat }: GeoPoint, stream: RandomStream): GeoPoint => ({
  lon: Math.round((lon + 0.001 * stream.normal()) * 1e6) / 1e6,
  lat: Math.round((lat + 0.0006 * stream.normal()) * 1e6) / 1e6,
});
