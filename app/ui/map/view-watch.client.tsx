import { useEffect } from "react";
import { useMap } from "react-leaflet";
import type { SiteMapProps } from "./site-map-props";

const rounded = (degrees: number): number => Math.round(degrees * 1e4) / 1e4;

/** Says what ground is in view, at first and whenever the reader has moved or zoomed. */
export function ViewWatch({ onView }: { readonly onView: NonNullable<SiteMapProps["onView"]> }) {
  const map = useMap();
  useEffect(() => {
    const tell = () => {
      const view = map.getBounds().pad(0.1);
      const box = [view.getWest(), view.getSouth(), view.getEast(), view.getNorth()].map(rounded);
      onView(box as [number, number, number, number], map.getZoom());
    };
    tell();
    map.on("moveend", tell);
    return () => void map.off("moveend", tell);
  }, [map, onView]);
  return null;
}
