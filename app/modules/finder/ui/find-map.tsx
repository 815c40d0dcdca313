import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { GeoPoint } from "~/shared/geo-point";
import type { BaseMap } from "~/ui/map/base-map";
import type { MapTone } from "~/ui/map/map-tone";
import { SiteMap, type SiteMapProps } from "~/ui/map/site-map";
import classes from "./find-map.module.css";
import { useOwnPosition } from "./use-own-position";

/** One result of the list, as it stands on the map. Symbol and tone: `finder` asks the type registry and `toneOfType`. */
export interface FindMapPoint extends GeoPoint {
  readonly id: string;
  /** one character of its type: 托, 日, 餐 … */
  readonly symbol: string;
  readonly tone: MapTone;
  /** the facility's name, and what matters most of it */
  readonly label: string;
  /** its number in the list */
  readonly number: number;
}

export interface FindMapProps {
  /** the same results as the list beside it, in its order; keep the array's identity stable between renders */
  readonly points: readonly FindMapPoint[];
  readonly home: GeoPoint | null;
  /** work, or the grandparents' home */
  readonly work: GeoPoint | null;
  /** the result the reader points at or stands on in the list */
  readonly selected: string | null;
  /** the pointer came upon a symbol (mark it in the list), or left it (null) */
  readonly onPoint?: (id: string | null) => void;
  /** a symbol was tapped: bring its line of the list into view */
  readonly onSelect?: (id: string) => void;
  /** «search here»: a point that was tapped, or where the reader stands */
  readonly onPick: (at: GeoPoint) => void;
  readonly baseMap?: BaseMap | null;
  /** lets the scale bar speak in minutes too */
  readonly walk?: SiteMapProps["walk"];
  readonly height?: number | string;
}

/** A metre on the ground: an address says no more than it needs. */
const rounded = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;

/** The map twin of the results: everything on it can be read and done in the list too. */
export function FindMap({ points, home, work, selected, onPoint, onSelect, onPick, ...look }: FindMapProps) {
  const { t } = useTranslation("finder");
  const [picked, setPicked] = useState<GeoPoint | null>(null);
  const drawn = useMemo(() => {
    const ends = [
      home && { id: "home", ...home, symbol: t("map.homeMark"), tone: "amber" as const, label: t("map.home") },
      work && { id: "work", ...work, symbol: t("map.workMark"), tone: "grey" as const, label: t("map.work") },
    ];
    return [...ends.filter((end) => end !== null), ...points];
  }, [points, home, work, t]);
  const pick = useCallback((lon: number, lat: number) => setPicked({ lon: rounded(lon), lat: rounded(lat) }), []);
  const here = useOwnPosition((at) => onPick({ lon: rounded(at.lon), lat: rounded(at.lat) }));
  const isEnd = (id: string) => id === "home" || id === "work";
  return (
    <div className={classes.map}>
      <SiteMap
        {...look}
        label={t("map.label", { count: points.length })}
        points={drawn}
        isEach
        picked={picked}
        pointedId={selected}
        onPoint={(id) => onPoint?.(id !== null && isEnd(id) ? null : id)}
        onSelect={(id) => !isEnd(id) && onSelect?.(id)}
        onPick={pick}
      />
      <div className={`${classes.bar} no-print`}>
        <button type="button" className={classes.button} onClick={here.ask} disabled={here.state === "asking"}>
          {t(here.state === "asking" ? "map.locating" : "map.locate")}
        </button>
        {picked ? (
          <button
            type="button"
            className={classes.main}
            onClick={() => {
              setPicked(null);
              onPick(picked);
            }}
          >
            {t("map.searchHere")}
          </button>
        ) : (
          <span className={classes.hint}>{t("map.tapHint")}</span>
        )}
      </div>
      <p className={classes.said} role="status">
        {here.state !== "idle" && here.state !== "asking" && t(`map.position.${here.state}`)}
      </p>
    </div>
  );
}
