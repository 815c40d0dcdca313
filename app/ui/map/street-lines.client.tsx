import type { MultiLineString } from "geojson";
import { geoJSON, type LatLngBounds, type LayerGroup, layerGroup } from "leaflet";
import { useEffect } from "react";
import { useMap } from "react-leaflet";
import { TILE_ZOOM, tileOf, tileText } from "~/shared/map-tile";
import type { MapStreets } from "./site-map-props";

/** Below this zoom streets are a grey cloud; half a step before the squares' own, so that a phone shows them too. */
const STREETS_FROM = TILE_ZOOM - 0.5;
/** Squares kept drawn; far more than one screen shows. */
const MOST_DRAWN = 120;
const LOOK = {
  light: { color: "#5c564a", opacity: 0.34 },
  dark: { color: "#d6d0c2", opacity: 0.26 },
};

interface Lines {
  readonly streets: MultiLineString;
  readonly steps: MultiLineString;
}

interface StreetLinesProps {
  readonly streets: MapStreets;
  readonly scheme: "light" | "dark";
  /** told whether some of the streets in view did not arrive */
  readonly onMissing: (isMissing: boolean) => void;
}

/** The streets that were walked, in hairlines over the circles: square by square, as the map comes near. */
export function StreetLines({ streets, scheme, onMissing }: StreetLinesProps) {
  const map = useMap();
  const { address } = streets;
  useEffect(() => {
    const drawn = new Map<string, LayerGroup | null>();
    const leaving = new AbortController();
    const all = layerGroup().addTo(map);
    const look = () => {
      if (map.getZoom() < STREETS_FROM) return void all.remove();
      all.addTo(map);
      for (const tile of tilesInView(map.getBounds())) if (!drawn.has(tile)) void fetchTile(tile);
    };
    const fetchTile = async (tile: string) => {
      drawn.set(tile, null);
      try {
        const answer = await fetch(`${address}/${tile}`, { signal: leaving.signal });
        if (!answer.ok) throw new Error(`${address}/${tile} answered ${answer.status}`);
        const lines = (await answer.json()) as Lines;
        // Left while the answer was read: another effect draws by now.
        if (leaving.signal.aborted) return;
        const layer = drawnTile(lines, scheme);
        drawn.set(tile, layer);
        all.addLayer(layer);
        onMissing(false);
        forgetFarthest();
      } catch {
        drawn.delete(tile);
        if (!leaving.signal.aborted) onMissing(true);
      }
    };
    const forgetFarthest = () => {
      const seen = new Set(tilesInView(map.getBounds()));
      for (const [tile, layer] of drawn) {
        if (drawn.size <= MOST_DRAWN) return;
        if (!layer || seen.has(tile)) continue;
        all.removeLayer(layer);
        drawn.delete(tile);
      }
    };
    look();
    map.on("moveend", look);
    return () => {
      map.off("moveend", look);
      leaving.abort();
      all.remove();
    };
  }, [map, address, scheme, onMissing]);
  return null;
}

function tilesInView(view: LatLngBounds): string[] {
  const [first, last] = [tileOf(view.getWest(), view.getNorth()), tileOf(view.getEast(), view.getSouth())];
  const tiles: string[] = [];
  for (let y = first.y; y <= last.y; y++) for (let x = first.x; x <= last.x; x++) tiles.push(tileText({ x, y }));
  return tiles;
}

function drawnTile({ streets, steps }: Lines, scheme: "light" | "dark"): LayerGroup {
  const style = { ...LOOK[scheme], weight: 1, fill: false };
  const options = { pane: "streets", interactive: false };
  return layerGroup([
    geoJSON(streets, { ...options, style }),
    geoJSON(steps, { ...options, style: { ...style, weight: 2, dashArray: "2 2" } }),
  ]);
}
