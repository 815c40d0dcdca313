import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMap } from "react-leaflet";
import classes from "./site-map.module.css";

const HINT_MS = 1_600;
/** Wheel units that make one step of zoom: a notch of a mouse, a short stroke on a pad. */
const UNITS_A_STEP = 100;

/** The wheel scrolls the page, also over the map; with Ctrl or ⌘ (or two fingers on a pad) it zooms about the pointer. */
export function WheelZoom() {
  const map = useMap();
  const { t } = useTranslation("map");
  const [isHinted, setHinted] = useState(false);
  const hiding = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => {
    const box = map.getContainer();
    let turned = 0;
    const turn = (event: WheelEvent) => {
      clearTimeout(hiding.current);
      if (!event.ctrlKey && !event.metaKey) {
        setHinted(true);
        hiding.current = setTimeout(() => setHinted(false), HINT_MS);
        return;
      }
      event.preventDefault();
      setHinted(false);
      turned -= event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY : event.deltaY * 30;
      const steps = Math.trunc((2 * turned) / UNITS_A_STEP) / 2;
      if (steps === 0) return;
      turned -= steps * UNITS_A_STEP;
      map.setZoomAround(map.mouseEventToContainerPoint(event), map.getZoom() + steps, { animate: false });
    };
    box.addEventListener("wheel", turn, { passive: false });
    return () => {
      box.removeEventListener("wheel", turn);
      clearTimeout(hiding.current);
    };
  }, [map]);
  const key = /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘" : "Ctrl";
  return (
    <div className={classes.hint} data-shown={isHinted} aria-hidden="true">
      {t("wheel", { key })}
    </div>
  );
}
