import type { KilometresPerHour } from "~/shared/units";
import type { StreetUse } from "../domain/streets/street-use";

export interface WalkerEntry extends StreetUse {
  key: string;
  nameZh: string;
  nameEn: string;
  speedKmh: KilometresPerHour;
  source: string;
  useSource: string;
}

const COHORTS = "步行速度队列研究（二手引用）[P] / published walking-speed cohorts, secondary copy [P]";
const TO_CONFIRM = "经验值，待核实 [?] / remembered figure, to be confirmed [?]";
const ASSUMED = "我们的假设，待核实 [?] / our assumption, to be confirmed [?]";

/** Steps are slower than level ground, a yard is as crooked as the city: factors nobody has measured here. */
const ON_FOOT = { movement: "foot", stepsFactor: 2, offStreetFactor: 1.3, useSource: ASSUMED } as const;
const BRISK = { ...ON_FOOT, stepsFactor: 1.5 } as const;

export const WALKERS: readonly WalkerEntry[] = [
  { key: "adult", nameZh: "成年人", nameEn: "Adult", speedKmh: 4, source: TO_CONFIRM, ...BRISK },
  { key: "elder-60-74", nameZh: "60–74岁老人", nameEn: "Elder 60–74", speedKmh: 3, source: COHORTS, ...ON_FOOT },
  { key: "elder-75-84", nameZh: "75–84岁老人", nameEn: "Elder 75–84", speedKmh: 2.7, source: COHORTS, ...ON_FOOT },
  { key: "elder-85plus", nameZh: "85岁以上老人", nameEn: "Elder 85+", speedKmh: 2.55, source: COHORTS, ...ON_FOOT },
  { key: "toddler", nameZh: "带幼儿步行", nameEn: "Adult with a toddler", speedKmh: 3, source: TO_CONFIRM, ...ON_FOOT },
  { key: "pram", nameZh: "推婴儿车", nameEn: "With a pram", speedKmh: 3.2, source: TO_CONFIRM, ...ON_FOOT, movement: "pram" },
  {
    key: "wheelchair",
    nameZh: "轮椅",
    nameEn: "Wheelchair",
    speedKmh: 2.5,
    source: TO_CONFIRM,
    ...ON_FOOT,
    movement: "wheelchair",
  },
];
