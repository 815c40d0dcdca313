import { walksOnStreets, type WalksAsked, type WalksFound } from "~/modules/places/use-cases/walks-on-streets.server";
import type { StreetsAsked } from "~/modules/places/use-cases/opened-streets.server";

interface Asked {
  readonly asked: WalksAsked;
  readonly streets: StreetsAsked;
}

/** Worker thread: how far some points are from others on foot. It stays open, and so do the streets. */
export const run = ({ asked, streets }: Asked): WalksFound => walksOnStreets(asked, streets);
