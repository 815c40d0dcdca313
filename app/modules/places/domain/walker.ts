import type { KilometresPerHour } from "~/shared/units";
import type { StreetUse } from "./streets/street-use";

/** 步行人群: whose legs are meant. The speeds are rows of the city (with their source), the keys are the agreed seven. */
export const WALKER_KEYS = ["adult", "elder-60-74", "elder-75-84", "elder-85plus", "toddler", "pram", "wheelchair"] as const;
export type WalkerKey = (typeof WALKER_KEYS)[number];

export interface Walker extends StreetUse {
  readonly key: WalkerKey;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly speedKmh: KilometresPerHour;
  readonly source: string;
  /** where the factors of street use come from */
  readonly useSource: string;
}

export const isWalkerKey = (key: string): key is WalkerKey => (WALKER_KEYS as readonly string[]).includes(key);
