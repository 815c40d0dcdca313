import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { GeoPoint } from "~/shared/geo-point";
import { metresFromMinutes } from "~/shared/units";
import type { BaseMap } from "~/ui/map/base-map";
import type { MapTone } from "~/ui/map/map-tone";
import { SiteMap } from "~/ui/map/site-map";
import { useDistrictOutlines } from "~/ui/map/use-district-outlines";
import { boxAround } from "../domain/local-ground";
import { rounded } from "../domain/spot";
import { RING_MINUTES } from "../domain/walking-rings";
import { FindMapKey } from "./find-map-key";
import classes from "./find-map.module.css";
import { useWalkingRings } from "./use-walking-rings";

/** One result of the list, as it stands on the map: its number there, in the look of its kind. */
export interface FindMapPoint extends GeoPoint {
  readonly id: string;
  readonly tone: MapTone;
  /** the facility's name */
  readonly label: string;
  /** its number in the list */
  readonly number: number;
}

export interface MapWalker {
  readonly name: string;
  readonly speedKmh: number;
  readonly detour: number;
}

export interface FindMapProps {
  readonly cityCode: string;
  /** the same results as the list beside it, in its order; keep the array's identity stable between renders */
  readonly points: readonly FindMapPoint[];
  readonly home: GeoPoint | null;
  /** work, or the grandparents' home */
  readonly work: GeoPoint | null;
  /** where the walking rings are asked for; null = nobody has said from where */
  readonly ringsAddress: string | null;
  /** who walks; null = nothing was searched yet */
  readonly walker: MapWalker | null;
  /** the result the reader points at or stands on in the list */
  readonly selected: string | null;
  /** the pointer came upon a symbol (mark it in the list), or left it (null) */
  readonly onPoint?: (id: string | null) => void;
  /** a symbol was tapped: bring its line of the list into view */
  readonly onSelect?: (id: string) => void;
  /** «search here»: a point that was tapped */
  readonly onPick: (at: GeoPoint) => void;
  readonly baseMap?: BaseMap | null;
  readonly height?: number | string;
}

const WIDEST = RING_MINUTES.at(-1)!;

/** The map twin of the results: everything on it can be read and done in the list too. */
export function FindMap(props: FindMapProps) {
  const { cityCode, points, home, work, ringsAddress, walker, selected, onPoint, onSelect, onPick, baseMap, height } = props;
  const { t } = useTranslation("finder");
  const [picked, setPicked] = useState<GeoPoint | null>(null);
  const outlines = useDistrictOutlines(cityCode);
  const { layers, rings } = useWalkingRings(ringsAddress, home, work);
  const drawn = useMemo(() => {
    const ends = [
      home && { id: "home", ...home, symbol: t("map.homeMark"), tone: "amber" as const, label: t("map.home"), size: 1 },
      work && { id: "work", ...work, symbol: t("map.workMark"), tone: "grey" as const, label: t("map.work"), size: 1 },
    ];
    const found = points.map(({ number, label, ...point }) => ({
      ...{ ...point, symbol: String(number), label: `${number} ${label}`, size: 1 },
    }));
    return [...ends.filter((end) => end !== null), ...found];
  }, [points, home, work, t]);
  const bounds = useMemo(() => {
    if (!home) return null;
    const reach = walker ? metresFromMinutes(WIDEST, walker.speedKmh) / walker.detour : 0;
    const [west, south, east, north] = boxAround([home], reach);
    const corners = [
      { lon: west, lat: south },
      { lon: east, lat: north },
    ];
    return boxAround([...corners, ...(work ? [work] : []), ...points], 0);
  }, [home, work, points, walker]);
  const pick = useCallback((lon: number, lat: number) => setPicked(rounded({ lon, lat })), []);
  const isEnd = (id: string) => id === "home" || id === "work";
  // A city without outlines, on no base map: an empty ground invites nobody.
  if (!home && !baseMap && outlines?.features.length === 0) return <p className={classes.none}>{t("map.noGround")}</p>;
  return (
    <div className={classes.map}>
      <div className={classes.ground}>
        {home || outlines || baseMap ? (
          <SiteMap
            {...{ bounds, layers, outlines, baseMap, height }}
            label={home ? t("map.label", { count: points.length }) : t("map.labelFirst")}
            points={drawn}
            isEach
            walk={walker && { speedKmh: walker.speedKmh, detourIndex: walker.detour }}
            streets={rings?.streets ?? null}
            picked={picked}
            pointedId={selected}
            onPoint={(id) => onPoint?.(id !== null && isEnd(id) ? null : id)}
            onSelect={(id) => !isEnd(id) && onSelect?.(id)}
            onPick={pick}
          />
        ) : (
          <div className={classes.wait} style={{ height }}>
            {t("map.coming")}
          </div>
        )}
        {picked ? (
          <button
            type="button"
            className={`${classes.main} no-print`}
            onClick={() => {
              setPicked(null);
              onPick(picked);
            }}
          >
            {t("map.searchHere")}
          </button>
        ) : (
          <p className={`${classes.hint} no-print`} data-first={home ? undefined : true}>
            {t(home ? "map.tapHint" : "map.invitation")}
          </p>
        )}
      </div>
      <FindMapKey
        {...{ rings }}
        walker={walker?.name ?? ""}
        detour={walker?.detour ?? 1}
        hasWay={work !== null && home !== null}
      />
    </div>
  );
}
