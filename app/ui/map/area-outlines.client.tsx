import type { Feature, FeatureCollection, Position } from "geojson";
import { divIcon } from "leaflet";
import { useEffect, useMemo, useState } from "react";
import { GeoJSON, Marker, useMap } from "react-leaflet";
import classes from "./site-map.module.css";

/** The middle of a feature's longest ring, weighted by its area; good enough to carry a name. */
function nameSpot({ geometry }: Feature): [number, number] | null {
  const rings: Position[][] =
    geometry.type === "Polygon"
      ? [geometry.coordinates[0]!]
      : geometry.type === "MultiPolygon"
        ? geometry.coordinates.map((p) => p[0]!)
        : [];
  const ring = rings.sort((a, b) => b.length - a.length)[0];
  if (!ring) return null;
  let [area, x, y] = [0, 0, 0];
  const [x0, y0] = ring[0] as [number, number];
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = [ring[i - 1]![0]! - x0, ring[i - 1]![1]! - y0];
    const [bx, by] = [ring[i]![0]! - x0, ring[i]![1]! - y0];
    const cross = ax * by - bx * ay;
    area += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  return area === 0 ? null : [y0 + y / (3 * area), x0 + x / (3 * area)];
}

const LOOK = {
  light: { color: "#b9b2a3", fillColor: "#f6f3ea" },
  dark: { color: "#55524a", fillColor: "#23262a" },
};

interface AreaOutlinesProps {
  readonly outlines: FeatureCollection | null;
  readonly scheme: "light" | "dark";
  readonly filled: boolean;
}

/** Below this zoom names would lie on top of each other. */
const NAMES_FROM = 8.75;

/** Pale land with hairlines and names. */
export function AreaOutlines({ outlines, scheme, filled }: AreaOutlinesProps) {
  const map = useMap();
  const [isNamed, setNamed] = useState(false);
  useEffect(() => {
    const update = () => setNamed(map.getZoom() >= NAMES_FROM);
    update();
    map.on("zoomend", update);
    return () => void map.off("zoomend", update);
  }, [map]);
  const names = useMemo(
    () =>
      (outlines?.features ?? []).flatMap((feature) => {
        const spot = nameSpot(feature);
        const name: unknown = feature.properties?.name;
        if (!spot || typeof name !== "string") return [];
        const label = document.createElement("span");
        label.textContent = name;
        return [{ spot, name, icon: divIcon({ html: label, className: classes.areaName!, iconSize: [0, 0] }) }];
      }),
    [outlines],
  );
  if (!outlines?.features.length) return null;
  return (
    <>
      <GeoJSON
        key={`${scheme}-${outlines.features.length}`}
        data={outlines}
        pane="land"
        interactive={false}
        style={{ ...LOOK[scheme], weight: 1, fillOpacity: filled ? 1 : 0, opacity: 1 }}
      />
      {isNamed &&
        names.map(({ spot, name, icon }) => (
          <Marker key={name} position={spot} icon={icon} interactive={false} keyboard={false} zIndexOffset={2000} />
        ))}
    </>
  );
}
