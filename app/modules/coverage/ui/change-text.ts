import type { TFunction } from "i18next";
import type { AreaChange } from "../domain/compare-days";
import { countText } from "./figure-text";

/** +1,234 · −56 · 0: a true minus sign, and nothing before nought. */
export const signedCount = (change: number, language: string): string =>
  `${signOf(Math.round(change))}${countText(Math.abs(change), language)}`;

/** Percentage points with a tenth. */
export function signedPoints(share: number): string {
  const points = Math.round(1_000 * share) / 10;
  return `${signOf(points)}${Math.abs(points).toFixed(1)}`;
}

const signOf = (change: number): string => (change > 0 ? "+" : change < 0 ? "−" : "");

/** New and gone places of one area: «+3 −1», or nothing changed. */
export function placesChangeText({ onlyNow, onlyThen }: AreaChange, t: TFunction<"coverage">): string {
  const parts = [...(onlyNow > 0 ? [`+${onlyNow}`] : []), ...(onlyThen > 0 ? [`−${onlyThen}`] : [])];
  return parts.length > 0 ? parts.join(" ") : t("compare.same");
}
