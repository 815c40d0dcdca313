import { DomEvent, type LatLngBounds } from "leaflet";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMap } from "react-leaflet";
import classes from "./site-map.module.css";

const ROOM = { padding: [18, 18] as [number, number], maxZoom: 16 };
const quiet = (box: HTMLElement | null) => void (box && DomEvent.disableClickPropagation(box));

/** Nearer, farther, all of it; and the way back, large, where nothing of the city is in view any more. */
export function MapButtons({ extent }: { readonly extent: LatLngBounds }) {
  const map = useMap();
  const { t } = useTranslation("map");
  const [isLost, setLost] = useState(false);
  useEffect(() => {
    const look = () => setLost(!map.getBounds().intersects(extent));
    look();
    map.on("moveend", look);
    return () => void map.off("moveend", look);
  }, [map, extent]);
  const showAll = () => map.fitBounds(extent, ROOM);
  return (
    <>
      <div className={classes.buttons} ref={quiet}>
        <button type="button" aria-label={t("zoomIn")} title={t("zoomIn")} onClick={() => map.zoomIn()}>
          +
        </button>
        <button type="button" aria-label={t("zoomOut")} title={t("zoomOut")} onClick={() => map.zoomOut()}>
          −
        </button>
        <button type="button" className={classes.all} aria-label={t("back")} onClick={showAll}>
          {t("whole")}
        </button>
      </div>
      {isLost && (
        <div className={classes.lost} ref={quiet} role="status">
          {t("lost")}{" "}
          <button type="button" onClick={showAll}>
            {t("back")}
          </button>
        </div>
      )}
    </>
  );
}
