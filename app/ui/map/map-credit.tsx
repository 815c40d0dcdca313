import { useTranslation } from "react-i18next";
import type { SiteMapProps } from "./site-map-props";
import classes from "./site-map.module.css";

interface MapCreditProps extends Pick<SiteMapProps, "baseMap" | "streets"> {
  readonly isGroundMissing: boolean;
  readonly areStreetsMissing: boolean;
}

/** Whose the ground and the streets are, and which of them did not arrive. */
export function MapCredit({ baseMap, streets, isGroundMissing, areStreetsMissing }: MapCreditProps) {
  const { t } = useTranslation("map");
  if (!baseMap && !streets) return null;
  const words = [
    isGroundMissing && t("groundMissing"),
    areStreetsMissing && t("streetsMissing"),
    baseMap?.attribution,
    baseMap?.approval && t("approval", { number: baseMap.approval }),
    streets?.attribution,
  ];
  return <div className={classes.credit}>{words.filter(Boolean).join(" ")}</div>;
}
