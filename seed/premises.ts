// Idle premises of the demo: made shops, halls and old schools in made places, with names that say so. Prices are in the range a district
// would name; nobody finds real premises by them.
import { shortName } from "~/modules/imports/domain/area-name-forms";
import { DEMO_MARK } from "~/modules/places/domain/city";
import type { GeoPoint } from "~/shared/geo-point";
import { STAGES } from "~/modules/siting/domain/premises/premises-stage";
import { spokenName } from "~/platform/spoken-name.server";
import type { SiteProposalRow, SiteProposalStepRow } from "./city-records";
import { demoKeys } from "./demo-keys";
import { CITY_CODE, type DemoCommunity, type DemoDistrict, type DemoPlaces } from "./demo-places";
import { toGround } from "./district-ground";
import { randomStream, type RandomStream } from "./random-stream";

export const HOW_MANY_PREMISES = 120;
const SOURCE = "示例闲置用房清单（演示） / example list of idle premises (demo)";
const KINDS = ["临街商铺", "旧办公楼", "原小学校舍", "原幼儿园", "社区配建用房", "旧厂房", "原卫生所", "供销社旧址"] as const;
const OWNERS = ["示例街道办事处", "示例区国资公司", "示例社区居委会", "示例开发公司（配建）", "示例集体经济组织"] as const;
const REASONS = ["产权有争议", "业主不同意出租", "结构不满足抗震要求", "租金超出预算"] as const;

interface PremisesRows {
  readonly siteProposal: SiteProposalRow[];
  readonly siteProposalStep: SiteProposalStepRow[];
}

export function premisesRows({ communities, districts }: DemoPlaces): PremisesRows {
  const [key, stepKey] = [demoKeys("premises"), demoKeys("premises-steps")];
  const stream = randomStream("premises");
  const urban = communities.filter(({ areaClass }) => areaClass === "urban");
  const districtOf = new Map(districts.map((district) => [district.area.code, district]));
  const siteProposal = Array.from({ length: HOW_MANY_PREMISES }, (_, at) => {
    const community = stream.pick(urban);
    return madePremises(key(), at, community, districtOf.get(community.districtCode)!, stream);
  });
  return { siteProposal, siteProposalStep: siteProposal.flatMap(({ id }) => madeWay(id, stream, stepKey)) };
}

const tens = (value: number, step: number): number => Math.round(value / step) * step;

/** Somewhere around the middle of its community, in the district that is named: near the border the middle itself. */
function spotIn({ ground }: DemoDistrict, { at }: DemoCommunity, east: number, north: number): GeoPoint {
  const spot = { lon: Number((at.lon + east).toFixed(5)), lat: Number((at.lat + north).toFixed(5)) };
  return ground.holds(...toGround(ground, spot)) ? spot : at;
}

function madePremises(
  id: string,
  at: number,
  community: DemoCommunity,
  district: DemoDistrict,
  stream: RandomStream,
): SiteProposalRow {
  const kind = stream.pick(KINDS);
  const number = String(at + 1).padStart(3, "0");
  const name = `示例${shortName(community.name)}${kind}${number}`.slice(0, 120);
  const areaM2 = tens(90 + stream.next() ** 2 * 1900, 10);
  const floor = stream.percent(62) ? "1层" : stream.percent(60) ? "1-2层" : stream.pick(["2层", "3层", "2-4层"]);
  const isPlaced = !stream.percent(6);
  const isExact = stream.percent(70);
  const spread = () => (stream.next() - 0.5) * 0.005;
  const { lon, lat } = isExact ? spotIn(district, community, spread(), spread()) : community.at;
  const isOnGround = floor.startsWith("1");
  return {
    ...{
      id,
      cityCode: CITY_CODE,
      source: SOURCE,
      externalId: `演示-${number}`,
      name,
      ...spokenName(name),
      areaCode: community.code,
    },
    address: `示例路${stream.whole(1, 299)}号（虚构）`,
    ...(isPlaced
      ? {
          lon: Number(lon.toFixed(5)),
          lat: Number(lat.toFixed(5)),
          positionQuality: isExact ? ("exact" as const) : ("approximate" as const),
        }
      : { lon: null, lat: null, positionQuality: "unplaced" as const }),
    ...{ areaM2, floor, lift: floor === "1层" ? ("no" as const) : stream.pick(["yes", "no", "unknown"] as const) },
    ...{ ownership: stream.pick(OWNERS), leaseUntil: stream.percent(75) ? `${stream.whole(2027, 2036)}-12-31` : null },
    fire: isOnGround
      ? stream.pick(["passed", "passed", "can-be-made"] as const)
      : stream.pick(["can-be-made", "no", "unknown"] as const),
    // 15 to 45 yuan a month and square metre, 900 to 2,100 to build one, a third of a year's wages to run ten.
    rentFen: tens(areaM2 * (15 + stream.next() * 30) * 12, 1000) * 100,
    buildFen: tens(areaM2 * (900 + stream.next() * 1200), 10_000) * 100,
    yearlyFen: tens(180_000 + areaM2 * (250 + stream.next() * 200), 10_000) * 100,
    places: Math.max(8, Math.round(areaM2 / 12)),
    note: `${DEMO_MARK.zh} / ${DEMO_MARK.en}`,
  };
}

/** Most have just been found; a few have come far, and some were given up. */
function madeWay(proposalId: string, stream: RandomStream, key: () => string): SiteProposalStepRow[] {
  const reached = stream.percent(45) ? 0 : stream.percent(50) ? 1 : stream.whole(2, STAGES.length - 1);
  const day = (at: number) => `2025-${String(2 + at).padStart(2, "0")}-${String(stream.whole(1, 28)).padStart(2, "0")}`;
  const moved = STAGES.slice(0, reached + 1).map((stage, at): SiteProposalStepRow => ({
    ...{
      id: key(),
      proposalId,
      number: at + 1,
      kind: "moved",
      stage,
      onDay: day(at),
      reason: "",
      cause: at === 0 ? "import" : "person",
    },
  }));
  const last = moved.at(-1)!;
  if (reached === STAGES.length - 1 || !stream.percent(10)) return moved;
  const reason = `示例原因：${stream.pick(REASONS)}`;
  return [
    ...moved,
    { ...last, id: key(), number: last.number + 1, kind: "dropped", onDay: day(reached + 1), reason, cause: "person" },
  ];
}
