import type { KilometresPerHour } from "~/shared/units";

export interface WalkerEntry {
  key: string;
  nameZh: string;
  nameEn: string;
  speedKmh: KilometresPerHour;
  source: string;
}

const COHORTS = "步行速度队列研究（二手引用）[P] / published walking-speed cohorts, secondary copy [P]";
const TO_CONFIRM = "经验值，待核实 [?] / remembered figure, to be confirmed [?]";

export const WALKERS: readonly WalkerEntry[] = [
  { key: "adult", nameZh: "成年人", nameEn: "Adult", speedKmh: 4, source: TO_CONFIRM },
  { key: "elder-60-74", nameZh: "60–74岁老人", nameEn: "Elder 60–74", speedKmh: 3, source: COHORTS },
  { key: "elder-75-84", nameZh: "75–84岁老人", nameEn: "Elder 75–84", speedKmh: 2.7, source: COHORTS },
  { key: "elder-85plus", nameZh: "85岁以上老人", nameEn: "Elder 85+", speedKmh: 2.55, source: COHORTS },
  { key: "toddler", nameZh: "带幼儿步行", nameEn: "Adult with a toddler", speedKmh: 3, source: TO_CONFIRM },
  { key: "pram", nameZh: "推婴儿车", nameEn: "With a pram", speedKmh: 3.2, source: TO_CONFIRM },
  { key: "wheelchair", nameZh: "轮椅", nameEn: "Wheelchair", speedKmh: 2.5, source: TO_CONFIRM },
];
