import type { Actor } from "~/modules/accounts/domain/actor";
import type { AreaChoice } from "../data/area-look-up.server";
import { areaCodeIn, areasMeant, isAreaOf } from "./find-areas.server";

export interface AreaWatched {
  readonly areaCode: string;
  /** words that name no area of the city, or several: the reader's own is shown meanwhile; null = they named one, or none was said */
  readonly unknown: { readonly words: string; readonly choices: readonly AreaChoice[] } | null;
}

/** Which area somebody wants watched; one that nobody knows is never taken for one in which all is well. */
export async function areaWatched(actor: Actor, cityCode: string, typed: string | null, own: string): Promise<AreaWatched> {
  const words = (typed ?? "").trim().slice(0, 200);
  const code = await areaCodeIn(actor, cityCode, words);
  if (!code) return { areaCode: own, unknown: null };
  if (await isAreaOf(cityCode, code)) return { areaCode: code, unknown: null };
  return { areaCode: own, unknown: { words, choices: (await areasMeant(actor, cityCode, words)) ?? [] } };
}
