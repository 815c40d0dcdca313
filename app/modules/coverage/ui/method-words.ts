import type { TFunction } from "i18next";
import type { ReachMethod } from "~/modules/places/domain/reach";
import type { MethodError } from "../domain/method-error";

/** What a method does, in a sentence: sectors learn from streets, else from measured walks. */
export const methodWords = (method: ReachMethod, hasStreets: boolean, t: TFunction<"coverage">): string =>
  t(`how.methodIs.${method === "sectors" && !hasStreets ? "sectorsByWalks" : method}`);

/** How wrong it is, as it was measured: shared ground differs from town to town. */
export const errorWords = (error: MethodError, t: TFunction<"coverage">): string =>
  t(`how.errorIs.${error.of}`, {
    shared: `${error.shared.toFixed(2)}–${error.sharedAtBest.toFixed(2)}`,
    worst: error.worstTenth.toFixed(2),
    low: error.low.toFixed(2),
    high: error.high.toFixed(2),
  });
