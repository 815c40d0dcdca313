import type { TFunction } from "i18next";
import type { AreaAccess } from "../domain/area-access";
import type { AccessMeasure } from "../domain/access-run";
import { countText } from "./figure-text";

/** 1,234 · 12.3 · 0.45: as many digits as a reader can use. */
const digits = (value: number, language: string): string =>
  value >= 100 ? countText(value, language) : value.toFixed(value === 0 ? 0 : value >= 1 ? 1 : 2);

/** A mean with its unit unless the column says it, «at least» where it is a lower bound, or the words for why there is none. */
export function accessText(
  { mean, state, isLeast }: Pick<AreaAccess, "mean" | "state" | "isLeast">,
  measure: AccessMeasure,
  { language, withUnit, t }: { readonly language: string; readonly withUnit: boolean; readonly t: TFunction<"coverage"> },
): string {
  if (mean === null) return t(`access.state.${state}`);
  const value = digits(mean, language);
  const figure = withUnit ? t("access.value", { value, unit: unitText(measure, t) }) : value;
  return isLeast ? t("access.least", { value: figure }) : figure;
}

export const unitText = (measure: AccessMeasure, t: TFunction<"coverage">): string =>
  measure === "cumulative" ? t("access.unit.places") : t("access.unit.perThousand");

/** What has to be known of one area besides its mean. */
export function accessNotes(area: AreaAccess, language: string, t: TFunction<"coverage">): string[] {
  const people = (count: number) => countText(count, language);
  return [
    ...(area.capacityUnknown > 0 ? [t("access.capacityUnknownPeople", { people: people(area.capacityUnknown) })] : []),
    ...(area.unplaced > 0 ? [t("access.unplacedPeople", { people: people(area.unplaced) })] : []),
    ...(area.unknownCommunities > 0 ? [t("access.populationUnknown", { count: area.unknownCommunities })] : []),
  ];
}
