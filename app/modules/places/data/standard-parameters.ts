import { OF_CHECKS } from "./check-parameters";
import { OF_FIRST_CONTACT } from "./contact-parameters";
import { OF_NURSERIES } from "./nursery-parameters";
import { OF_VACANCIES } from "./vacancy-parameters";

// What standards and studies say, each with unit, source and mark: [S] stated in the city's documents, [P] published, read
// in a secondary copy, [?] to be confirmed. A city may change any of them; none is a constant in code.
export interface StandardParameterEntry {
  key: string;
  areaClass: string;
  serviceType: string;
  level: string;
  value: number;
  unit: string;
  source: string;
  mark: "S" | "P" | "?";
}

type Entry = Omit<StandardParameterEntry, "areaClass" | "serviceType" | "level"> &
  Partial<Pick<StandardParameterEntry, "areaClass" | "serviceType" | "level">>;

const anywhere = (entry: Entry): StandardParameterEntry => ({ areaClass: "any", serviceType: "any", level: "any", ...entry });

const ASSUMED = "我们的假设，由编排计划的人核实 / our assumption, for whoever plans to confirm";
const WEIGHED = "我们的权衡，由编排计划的人核实 / our weighing, for whoever plans to confirm";
const visiting = (key: string, value: number, unit: string, source: string): StandardParameterEntry =>
  anywhere({ key, value, unit, source, mark: "?" });

/** What a plan of visits is reckoned with. Seconds of a price are seconds of travel that one would go rather than pay it. */
const OF_VISITS: readonly StandardParameterEntry[] = [
  visiting(
    "visit-e-bike-kmh",
    15,
    "km/h",
    "电动自行车限速25 km/h，计路口与转弯按15，待核实 / an e-bike may go 25 km/h; 15 with lights and turns, to be confirmed",
  ),
  visiting("visit-bus-kmh", 15, "km/h", ASSUMED),
  visiting("visit-bus-wait-minutes", 8, "minutes", ASSUMED),
  visiting(
    "visit-setting-out-minutes",
    1,
    "minutes",
    "上下楼、开关门，每段路一次，待核实 / stairs, doors, locking up: once a way, to be confirmed",
  ),
  visiting("visit-earliest-minute", 8 * 60, "minute of the day", ASSUMED),
  visiting("visit-latest-minute", 20 * 60, "minute of the day", ASSUMED),
  visiting("visit-call-minutes", 10, "minutes", ASSUMED),
  visiting(
    "visit-least-minutes",
    15,
    "minutes",
    "每月底线未规定时长，按此计 / the monthly floor says nothing of minutes; a visit takes some",
  ),
  visiting("visit-lead-minutes", 30, "minutes", "看草案、发布所需的时间 / time to look at a draft and publish it"),
  visiting("visit-lead-minutes-ill", 5, "minutes", "有人生病时看草案、发布所需的时间 / the same when somebody is ill"),
  visiting("visit-price-deputy", 240, "seconds", WEIGHED),
  visiting("visit-price-preferred", 480, "seconds", WEIGHED),
  visiting("visit-price-stranger", 1_200, "seconds", WEIGHED),
  visiting("visit-price-call", 1_500, "seconds", WEIGHED),
  visiting("visit-price-change", 900, "seconds", WEIGHED),
  visiting("visit-price-unfair", 0.2, "ratio", WEIGHED),
  visiting("visit-rank-high", 3, "ratio", WEIGHED),
  visiting("visit-rank-key", 2, "ratio", WEIGHED),
  visiting("visit-rank-general", 1, "ratio", WEIGHED),
  visiting("visit-rank-campaign", 2, "ratio", WEIGHED),
  visiting("visit-rank-later", 0.1, "ratio", WEIGHED),
];

const ONE_CITY = "某市街道实测，节点到节点 / measured on one city's streets, node to node";

export const STANDARD_PARAMETERS: readonly StandardParameterEntry[] = [
  anywhere({ key: "detour-index", value: 1.31, unit: "ratio", source: ONE_CITY, mark: "P" }),
  anywhere({
    key: "detour-index-low",
    value: 1.18,
    unit: "ratio",
    source: "乐观下限，待核实 / hopeful bound, to be confirmed",
    mark: "?",
  }),
  anywhere({
    key: "detour-index-high",
    value: 1.44,
    unit: "ratio",
    source: "同一城市，含两端接入 / same city, with access legs",
    mark: "P",
  }),
  anywhere({
    key: "snap-metres",
    value: 300,
    unit: "metres",
    source:
      "我们的假设，与 Conveyal R5 首轮接入半径相同，待核实 / our assumption, the first linking radius of Conveyal R5, to be confirmed",
    mark: "?",
  }),
  anywhere({ key: "circle-minutes", value: 15, unit: "minutes", source: "15分钟生活圈 / 15-minute circle", mark: "S" }),
  anywhere({
    key: "reported-radius",
    value: 1000,
    unit: "metres",
    source: "上报口径：直线半径 / reported basis: straight-line radius",
    mark: "P",
  }),
  anywhere({
    key: "reported-radius",
    serviceType: "day-care",
    value: 700,
    unit: "metres",
    source: "社区养老设施 <700 m / community elder care < 700 m",
    mark: "P",
  }),
  anywhere({
    key: "reported-radius",
    serviceType: "job-station",
    value: 3000,
    unit: "metres",
    source: "3公里就业圈 / 3 km job circle",
    mark: "S",
  }),
  anywhere({
    key: "reported-radius",
    areaClass: "rural",
    value: 2000,
    unit: "metres",
    source: "乡村半径更大，取值待核实 / larger in villages, value to be confirmed",
    mark: "?",
  }),
  anywhere({
    key: "facilities-min",
    serviceType: "day-care",
    level: "community",
    value: 1,
    unit: "facility",
    source: "每个社区一处 / one in every community",
    mark: "P",
  }),
  anywhere({
    key: "street-centres-min",
    serviceType: "day-care",
    level: "street",
    value: 1,
    unit: "facility",
    source: "每个街道一处综合养老服务中心 / one street centre in every street",
    mark: "P",
  }),
  anywhere({
    key: "nursery-places-min",
    serviceType: "nursery",
    level: "community",
    value: 20,
    unit: "place",
    source: "每个社区一处不少于20个托位 / every community one nursery with ≥ 20 places",
    mark: "S",
  }),
  anywhere({
    key: "nursery-places-target",
    serviceType: "nursery",
    level: "city",
    value: 72_800,
    unit: "place",
    source: "2025年底计划 / plan for end 2025",
    mark: "S",
  }),
  anywhere({
    key: "inclusive-share-target",
    serviceType: "nursery",
    level: "city",
    value: 0.9,
    unit: "share",
    source: "2025年底普惠托位占比 / inclusive share, end 2025",
    mark: "S",
  }),
  anywhere({
    key: "places-per-1000-target",
    serviceType: "nursery",
    value: 5.59,
    unit: "place per 1,000 people",
    source: "72,800 ÷ 1,301.8万，自算 / own arithmetic",
    mark: "?",
  }),
  anywhere({
    key: "elders-per-meal-point",
    serviceType: "meals",
    value: 2000,
    unit: "elder",
    source: "每处助餐点服务老人数下限 / least elders per meal point",
    mark: "P",
  }),
  anywhere({
    key: "people-per-day-care-low",
    serviceType: "day-care",
    value: 5000,
    unit: "person",
    source: "每5,000–12,000人一处 / one per 5,000–12,000",
    mark: "P",
  }),
  anywhere({
    key: "people-per-day-care-high",
    serviceType: "day-care",
    value: 12_000,
    unit: "person",
    source: "每5,000–12,000人一处 / one per 5,000–12,000",
    mark: "P",
  }),
  anywhere({
    key: "beds-per-1000-elders",
    serviceType: "residential",
    value: 40,
    unit: "bed",
    source: "每千名老人床位 / beds per 1,000 elders",
    mark: "P",
  }),
  anywhere({
    key: "nursing-bed-share",
    serviceType: "residential",
    value: 0.55,
    unit: "share",
    source: "护理型床位占比 / share of nursing beds",
    mark: "P",
  }),
  anywhere({
    key: "nursing-bed-share-reported",
    serviceType: "residential",
    level: "city",
    value: 0.6,
    unit: "share",
    source: "2025年底超过60% / above 60 % at the end of 2025",
    mark: "S",
  }),
  ...OF_VISITS,
  ...OF_CHECKS,
  ...OF_FIRST_CONTACT,
  ...OF_VACANCIES,
  ...OF_NURSERIES,
];
