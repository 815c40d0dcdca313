// The demo's care register: made people with made names, in the communities where the census has elders. Identity numbers begin
// with 999999, which is given to no place; phones are 0371-0000xxxx, which are given to nobody. Nothing here knows of sealing.
import type { IsolationCategory } from "~/modules/residents/domain/isolation-category";
import type { GeoPoint } from "~/shared/geo-point";
import { apportion } from "./apportion";
import { demoKeys } from "./demo-keys";
import type { DemoCommunity } from "./demo-places";
import { madeCaregivers, type MadeCaregiver } from "./made-caregivers";
import { randomStream, type RandomStream } from "./random-stream";

export const DEMO_RESIDENTS = 7_064;
export const DEMO_CAREGIVERS = 300;

export interface MadeResident {
  readonly id: string;
  readonly registerNumber: string;
  readonly name: string;
  readonly sex: "female" | "male";
  readonly bornOn: string;
  readonly areaCode: string;
  readonly cell: string;
  readonly state: "registered" | "proposed" | "left";
  readonly registeredOn: string | null;
  readonly leftOn: string | null;
  readonly leftReason: string | null;
  readonly keyCareSince: string | null;
  readonly responsibleId: string;
  readonly deputyId: string | null;
  readonly languages: readonly string[];
  readonly categories: readonly { readonly category: IsolationCategory; readonly from: string }[];
  readonly assessment: { readonly grade: number; readonly assessedOn: string; readonly expiresOn: string } | null;
  readonly identityNumber: string;
  readonly phone: string | null;
  readonly address: string;
  readonly home: GeoPoint;
  readonly health: string | null;
  readonly accessNote: string | null;
  readonly contact: { readonly name: string; readonly relation: string; readonly phone: string } | null;
}

export interface CareRegister {
  readonly caregivers: readonly MadeCaregiver[];
  readonly residents: readonly MadeResident[];
}

const STEMS = [..."甲乙丙丁戊己庚辛壬癸"];
const BRANCHES = [..."子丑寅卯辰巳午未申酉戌亥"];
const PLANTS = [
  ..."松柏梅兰竹菊荷桂桃李杏梨榆槐柳枫桐樟榕椿葵萱蕙芷苇蒲莲菱藤萝茶桑棉麻稻麦黍稷豆薯姜蒜葱韭芹菠苋茄瓜枣栗榛橘柚橙柿榴莓",
];

/** 示例 + stem, branch and plant, and for each further hundred lives of a large register one stem more: no two are called the same. */
function madeName(order: number): string {
  const plant = PLANTS[order % PLANTS.length]!;
  const branch = BRANCHES[Math.floor(order / PLANTS.length) % BRANCHES.length]!;
  const stem = STEMS[Math.floor(order / (PLANTS.length * BRANCHES.length)) % STEMS.length]!;
  const more = Math.floor(order / (PLANTS.length * BRANCHES.length * STEMS.length));
  return `示例${stem}${branch}${plant}${more > 0 ? STEMS[more % STEMS.length] : ""}`;
}

/** Right by GB 11643-1999 but for its place, which there is not. */
function madeNumber(bornOn: string, order: number): string {
  const digits = `999999${bornOn.replaceAll("-", "")}${String(order).padStart(3, "0")}`;
  let sum = 0;
  for (let at = 0; at < 17; at++) sum += Number(digits[at]) * (2 ** (17 - at) % 11);
  return `${digits}${"10X98765432"[sum % 11]}`;
}

const phone = (stream: RandomStream): string => `03710000${String(stream.whole(0, 9999)).padStart(4, "0")}`;
const day = (year: number, stream: RandomStream): string =>
  `${year}-${String(stream.whole(1, 12)).padStart(2, "0")}-${String(stream.whole(1, 28)).padStart(2, "0")}`;

export function careRegister(
  communities: readonly DemoCommunity[],
  {
    residents = DEMO_RESIDENTS,
    caregivers = DEMO_CAREGIVERS,
  }: { readonly residents?: number; readonly caregivers?: number } = {},
): CareRegister {
  const sorted = [...communities].sort((a, b) => (a.code < b.code ? -1 : 1));
  const lives = apportion(
    residents,
    sorted.map(({ people }) => people.get("75plus") ?? 0),
  );
  const team = madeCaregivers(sorted, lives, caregivers);
  const stream = randomStream("care-register");
  const key = demoKeys("residents");
  const orders = new Map<string, number>();
  const made: MadeResident[] = [];
  sorted.forEach((community, at) => {
    const visitors = team.visitorsOf(community.code);
    for (let n = 0; n < lives[at]!; n++) made.push(life(community, n, lives[at]!, visitors));
  });
  return { caregivers: team.caregivers, residents: made };

  function life(community: DemoCommunity, n: number, ofAll: number, visitors: readonly string[]): MadeResident {
    const order = made.length;
    const sex = stream.percent(56) ? ("female" as const) : ("male" as const);
    const bornOn = day(2025 - Math.min(104, 62 + Math.floor(Math.abs(stream.normal()) * 9 + stream.next() * 12)), stream);
    const taken = orders.get(bornOn) ?? 0;
    orders.set(bornOn, taken + 1);
    const registeredOn = day(stream.percent(70) ? 2024 : 2025, stream);
    // Three of a thousand have left, one of a thousand waits for an answer.
    const fate = order % 997 === 500 ? "proposed" : order % 331 === 100 ? "left" : "registered";
    const turn = Math.floor((n * visitors.length) / ofAll);
    const responsibleId = visitors[turn % visitors.length]!;
    const deputyId = visitors.length > 1 ? visitors[(turn + 1) % visitors.length]! : null;
    return {
      ...{ id: key(), registerNumber: `R${String(order + 1).padStart(7, "0")}`, name: madeName(order), sex, bornOn },
      ...{
        areaCode: community.code,
        cell: `G${String(Math.floor(n / 6) + 1).padStart(2, "0")}`,
        state: fate,
        responsibleId,
        deputyId,
      },
      registeredOn: fate === "proposed" ? null : registeredOn,
      leftOn: fate === "left" ? "2025-12-30" : null,
      leftReason: fate === "left" ? stream.pick(["deceased", "moved", "institution"]) : null,
      keyCareSince: fate === "registered" && stream.percent(3) ? day(2025, stream) : null,
      languages: stream.percent(community.areaClass === "rural" ? 60 : 20) ? ["henan"] : [],
      ...{ categories: categories(bornOn, registeredOn), assessment: assessment(bornOn) },
      // Odd orders are men's: 999 of a day of birth are more than there ever are.
      identityNumber: madeNumber(bornOn, (taken % 499) * 2 + (sex === "male" ? 1 : 2)),
      phone: stream.percent(88) ? phone(stream) : null,
      address: `虚构路${stream.whole(1, 300)}号${stream.whole(1, 12)}单元${stream.whole(1, 6)}0${stream.whole(1, 4)}`,
      home: beside(community.at, community.areaClass === "rural" ? 700 : 350),
      health: stream.percent(35)
        ? stream.pick(["演示：高血压", "演示：糖尿病", "演示：冠心病", "演示：听力下降", "演示：膝关节痛"])
        : null,
      accessNote: stream.percent(8) ? stream.pick(["演示：门铃坏，请敲窗", "演示：先打电话再上楼", "演示：钥匙在邻居处"]) : null,
      contact: stream.percent(80)
        ? {
            name: `示例亲友${order + 1}`,
            relation: stream.pick(["child", "child", "sibling", "neighbour", "relative"]),
            phone: phone(stream),
          }
        : null,
    };
  }

  function categories(bornOn: string, from: string): MadeResident["categories"] {
    const held: IsolationCategory[] = [stream.percent(58) ? "living-alone" : stream.percent(75) ? "empty-nest" : "left-behind"];
    if (stream.percent(bornOn < "1943" ? 14 : 5)) held.push("cannot-care-for-self");
    if (stream.percent(4)) held.push("severely-disabled");
    if (stream.percent(4)) held.push("family-planning-special");
    return held.map((category) => ({ category, from }));
  }

  function assessment(bornOn: string): MadeResident["assessment"] {
    if (!stream.percent(bornOn < "1946" ? 70 : 30)) return null;
    const assessedOn = day(2025, stream);
    const grade = Math.min(4, Math.max(0, Math.round(stream.normal() * 0.9 + (bornOn < "1943" ? 1.4 : 0.5))));
    return { grade, assessedOn, expiresOn: `2027${assessedOn.slice(4)}` };
  }

  /** Somewhere round the middle of a community, thinning outward. */
  function beside({ lon, lat }: GeoPoint, most: number): GeoPoint {
    const metres = most * Math.sqrt(stream.next());
    const angle = stream.next() * 2 * Math.PI;
    const north = (metres * Math.sin(angle)) / 111_320;
    const east = (metres * Math.cos(angle)) / (111_320 * Math.cos((lat * Math.PI) / 180));
    return { lon: (lon + east) as GeoPoint["lon"], lat: (lat + north) as GeoPoint["lat"] };
  }
}
