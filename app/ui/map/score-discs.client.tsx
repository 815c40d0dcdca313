import { canvas, circleMarker, layerGroup, type CircleMarkerOptions, type LeafletMouseEvent } from "leaflet";
import { useEffect } from "react";
import { useMap } from "react-leaflet";
import { discLook } from "./disc-look";
import type { DiscsLayer } from "./map-layer";

interface ScoreDiscsProps {
  readonly points: DiscsLayer["points"];
  readonly scheme: "light" | "dark";
  readonly onSelect?: (id: string) => void;
}

/** Places coloured by a score, on one canvas: thousands of them cost one paint. */
export function ScoreDiscs({ points, scheme, onSelect }: ScoreDiscsProps) {
  const map = useMap();
  useEffect(() => {
    const radius = () => Math.max(2.5, Math.min(11, 2.2 * 1.35 ** (map.getZoom() - 10)));
    const renderer = canvas({ pane: "gaps" });
    const styleOf = (step: number | null): CircleMarkerOptions => {
      const { fill, edge, isRing } = discLook(step, scheme);
      return { color: edge, weight: isRing ? 2 : 1, fillColor: fill, fillOpacity: isRing ? 0 : 0.95 };
    };
    const discs = points.map((point) =>
      circleMarker([point.lat, point.lon], {
        ...styleOf(point.step),
        renderer,
        pane: "gaps",
        interactive: false,
        radius: radius(),
      }),
    );
    const layer = layerGroup(discs).addTo(map);
    const resize = () => discs.forEach((disc) => disc.setRadius(radius()));
    const choose = (event: LeafletMouseEvent) => {
      const hit = points.find(
        (point) => map.latLngToContainerPoint([point.lat, point.lon]).distanceTo(event.containerPoint) <= radius() + 3,
      );
      if (hit) onSelect?.(hit.id);
    };
    map.on("zoomend", resize);
    if (onSelect) map.on("click", choose);
    return () => {
      map.off("zoomend", resize);
      map.off("click", choose);
      layer.remove();
      renderer.remove();
    };
  }, [map, points, scheme, onSelect]);
  return null;
}
