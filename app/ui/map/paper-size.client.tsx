import type { LatLng, LatLngBounds } from "leaflet";
import { useEffect } from "react";
import { flushSync } from "react-dom";
import { useMap } from "react-leaflet";

/** A4 upright between margins of 14 mm, in CSS pixels of 1/96 inch. */
const PIXELS_A_MM = 96 / 25.4;
const PAPER_WIDTH = Math.floor((210 - 28) * PIXELS_A_MM) - 2;

interface PaperSizeProps {
  /** millimetres */
  readonly height: number;
  /** what is drawn: who sees all of it gets all of it, who looks closer gets what she sees */
  readonly extent: LatLngBounds | null;
}

/**
 * Lays the map out anew for paper before it is printed, and as it was afterwards. What is drawn must be drawn at once:
 * the printer does not wait for the next frame.
 */
export function PaperSize({ height, extent }: PaperSizeProps) {
  const map = useMap();
  useEffect(() => {
    let screen: { readonly centre: LatLng; readonly zoom: number; readonly snap: number | undefined } | null = null;
    const resize = (width: string, tall: string) => {
      map.getContainer().style.width = width;
      map.getContainer().style.height = tall;
      map.invalidateSize({ animate: false, pan: false });
    };
    const fold = () => {
      if (screen) return;
      screen = { centre: map.getCenter(), zoom: map.getZoom(), snap: map.options.zoomSnap };
      const seen = map.getBounds();
      flushSync(() => {
        map.options.zoomSnap = 0;
        resize(`${PAPER_WIDTH}px`, `${Math.floor(height * PIXELS_A_MM)}px`);
        map.fitBounds(extent && seen.contains(extent) ? extent : seen, { animate: false, padding: [8, 8] });
      });
    };
    const unfold = () => {
      if (!screen) return;
      const { centre, zoom, snap } = screen;
      screen = null;
      map.options.zoomSnap = snap;
      resize("", "");
      map.setView(centre, zoom, { animate: false });
    };
    window.addEventListener("beforeprint", fold);
    window.addEventListener("afterprint", unfold);
    return () => {
      window.removeEventListener("beforeprint", fold);
      window.removeEventListener("afterprint", unfold);
    };
  }, [map, height, extent]);
  return null;
}
