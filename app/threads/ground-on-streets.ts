import type { MultiPolygon } from "geojson";
import { groundOnStreets, type GroundAsked } from "~/modules/places/use-cases/ground-on-streets.server";
import type { StreetsAsked } from "~/modules/places/use-cases/opened-streets.server";

interface Asked {
  readonly asked: GroundAsked;
  readonly streets: StreetsAsked;
}

/** Worker thread: how far one gets from a point on foot. It stays open, and so do the streets. */
export const run = ({ asked, streets }: Asked): MultiPolygon[] | null => groundOnStreets(asked, streets);
