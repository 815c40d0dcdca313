import type { Feature } from "geojson";
import { useMemo } from "react";
import type { GeoPoint } from "~/shared/geo-point";
import type { MapLayer } from "~/ui/map/map-layer";
import { useMapFile } from "~/ui/map/use-map-file";
import type { WalkingRings } from "../domain/walking-rings";

interface Drawn {
  readonly layers: readonly MapLayer[];
  /** null: not there yet, or nobody said from where */
  readonly rings: WalkingRings | null;
}

/** How far one gets on foot from where a family starts, and the straight line to a second place: what lies under the marks. */
export function useWalkingRings(address: string | null, home: GeoPoint | null, other: GeoPoint | null): Drawn {
  const file = useMapFile<WalkingRings>(address);
  // Rings of the place before would be drawn round the wrong house.
  const rings = address !== null && file.address === address && !file.failed ? file.content : null;
  const layers = useMemo<MapLayer[]>(() => {
    const steps = (rings?.rings ?? []).map(({ minutes, geometry }) => ({ key: String(minutes), geometry }));
    const way: Feature | null = home &&
      other && {
        type: "Feature",
        properties: {},
        geometry: {
          type: "LineString",
          coordinates: [
            [home.lon, home.lat],
            [other.lon, other.lat],
          ],
        },
      };
    return [
      ...(steps.length > 0 ? [{ kind: "steps" as const, id: `rings ${address}`, steps }] : []),
      ...(way
        ? [
            {
              kind: "lines" as const,
              id: `way ${home!.lon} ${home!.lat} ${other!.lon} ${other!.lat}`,
              features: { type: "FeatureCollection" as const, features: [way] },
            },
          ]
        : []),
    ];
  }, [rings, address, home, other]);
  return { layers, rings };
}
