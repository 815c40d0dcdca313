import { useEffect, useState } from "react";
import { useMap } from "react-leaflet";

/** From this zoom on one circle is more than a dot: below it a city is read by its areas. */
export const CIRCLES_FROM = 11;

/** Whether the map is zoomed in at least so far; follows the map at once, also while it is laid out for paper. */
export function useIsZoomedTo(least: number): boolean {
  const map = useMap();
  const [isThere, setThere] = useState(() => map.getZoom() >= least);
  useEffect(() => {
    const update = () => setThere(map.getZoom() >= least);
    update();
    map.on("zoomend viewreset", update);
    return () => void map.off("zoomend viewreset", update);
  }, [map, least]);
  return isThere;
}
