import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMap } from "react-leaflet";
import { scaleLength } from "./scale-length";
import type { SiteMapProps } from "./site-map-props";
import classes from "./site-map.module.css";

/** A round length on the ground, in metres and, where the walker is known, in minutes on foot. */
export function ScaleBar({ walk }: { readonly walk: NonNullable<SiteMapProps["walk"]> | null }) {
  const map = useMap();
  const { t } = useTranslation("map");
  const measure = useCallback(() => {
    const size = map.getSize();
    const middle = size.y / 2;
    return map.distance(map.containerPointToLatLng([0, middle]), map.containerPointToLatLng([100, middle])) / 100;
  }, [map]);
  const [metresPerPixel, setMetresPerPixel] = useState(measure);
  useEffect(() => {
    const update = () => setMetresPerPixel(measure());
    update();
    map.on("zoomend moveend resize", update);
    return () => void map.off("zoomend moveend resize", update);
  }, [map, measure]);
  const { length, pixels, minutes } = scaleLength(metresPerPixel, walk);
  const metres = length >= 1_000 ? `${length / 1_000} km` : `${length} m`;
  return (
    <div className={classes.scale} data-testid="scale">
      {minutes === null ? t("scale", { metres }) : t("scaleWalk", { metres, minutes })}
      <div className={classes.bar} style={{ width: pixels }} />
    </div>
  );
}
