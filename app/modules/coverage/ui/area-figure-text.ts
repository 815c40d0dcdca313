import type { TFunction } from "i18next";
import type { WalkMinutes } from "../domain/minutes-by-area";
import type { PeoplePerPlace } from "../domain/places-in-areas";
import type { Share } from "../domain/share";
import { countText, shareText } from "./figure-text";

/** Minutes to the nearest place, or the words for why there are none. */
export function walkMinutesText(minutes: WalkMinutes, kind: Share["kind"], bound: number, t: TFunction<"coverage">): string {
  if (minutes === "beyond") return t("minutes.beyond", { minutes: Math.round(bound) });
  return minutes === null ? shareText(null, kind, t) : t("minutes.known", { minutes: Math.round(minutes) });
}

/** People for one place that stands in the area, or the words for why there is no figure. */
export function perPlaceText(perPlace: PeoplePerPlace, language: string, t: TFunction<"coverage">): string {
  switch (perPlace.kind) {
    case "known":
      return t(perPlace.atMost ? "perPlace.atMost" : "perPlace.known", {
        people: perPlace.people < 10 ? perPlace.people.toFixed(1) : countText(perPlace.people, language),
      });
    case "no-place":
      return t("perPlace.noPlace");
    case "capacity-unknown":
      return t("perPlace.capacityUnknown");
    case "people-unknown":
      return t("share.populationUnknown");
    case "no-residents":
      return t("share.noResidents");
  }
}
