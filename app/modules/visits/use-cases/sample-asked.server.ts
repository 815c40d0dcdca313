import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import type { City } from "~/modules/places/domain/city";
import type { SamplePlace } from "../data/callbacks.server";
import { monthAsked } from "./month-asked.server";

/** Which unit's month an address means, and whether the reader may look at it. */
export function sampleAsked(
  actor: Actor,
  city: City,
  said: URLSearchParams,
): { readonly place: SamplePlace; readonly isSeen: boolean } {
  const place = monthAsked(actor, city, said);
  return { place, isSeen: mayIn(actor, "read:visit-checks", place.areaCode, place.line) };
}
