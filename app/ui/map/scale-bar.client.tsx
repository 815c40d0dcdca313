import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMap } from "react-leaflet";
import type { SiteMapProps } from "./site-map-props";
import classes from "./site-map.module.css";

const ROUND = [20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000];
const WIDEST_PIXELS = 130;
/** Nobody walks longer to a service: beyond it the bar speaks in metres only. */
const LONGEST_WALK = 120;

/** A round length on the ground, in metres and, where the walker is known, in minutes on foot. */
export function ScaleBar({ walk }: { readonly walk: NonNullable<SiteMapProps["walk"]> | null }) {
  const map = useMap();
  const { t } = useTranslation("map");
  const measure = useCallback(() => {
    const size = map.getSize();
    const middle = size.y / 2;
    const metres = map.distance(map.containerPointToLatLng([0, middle]), map.containerPointToLatLng([100, middle])) / 100;
    const length = ROUND.findLast((round) => round / metres <= WIDEST_PIXELS) ?? ROUND[0]!;
    return { length, pixels: Math.round(length / metres) };
  }, [map]);
  const [bar, setBar] = useState(measure);
  useEffect(() => {
    const update = () => setBar(measure());
    update();
    map.on("zoomend moveend resize", update);
    return () => void map.off("zoomend moveend resize", update);
  }, [map, measure]);
  const metres = bar.length >= 1_000 ? `${bar.length / 1_000} km` : `${bar.length} m`;
  const minutes = walk ? Math.round((bar.length * walk.detourIndex * 60) / (walk.speedKmh * 1_000)) : null;
  return (
    <div className={classes.scale} data-testid="scale">
      {minutes === null || minutes > LONGEST_WALK ? t("scale", { metres }) : t("scaleWalk", { metres, minutes })}
      <div className={classes.bar} style={{ width: bar.pixels }} />
    </div>
  );
}
