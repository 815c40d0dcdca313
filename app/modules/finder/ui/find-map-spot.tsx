import { lazy, Suspense, useMemo, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import type { GeoPoint } from "~/shared/geo-point";
import type { BaseMap } from "~/ui/map/base-map";
import { toneOfType } from "~/ui/map/type-tone";
import type { MapWalker } from "./find-map";
import type { ShownOffer } from "./find-offer";
import classes from "./find.module.css";

const FindMap = lazy(() => import("./find-map").then(({ FindMap: component }) => ({ default: component })));

interface FindMapSpotProps {
  readonly cityCode: string;
  readonly offers: readonly ShownOffer[];
  readonly type: string;
  readonly home: GeoPoint | null;
  readonly other: GeoPoint | null;
  readonly ringsAddress: string | null;
  readonly walker: MapWalker | null;
  readonly selected: string | null;
  readonly onPoint: (id: string | null) => void;
  readonly onPick: (at: GeoPoint) => void;
  readonly baseMap: BaseMap | null;
}

const WIDE = "(min-width: 62em)";
const watchWidth = (changed: () => void) => {
  const width = matchMedia(WIDE);
  width.addEventListener("change", changed);
  return () => width.removeEventListener("change", changed);
};

/** The map's place beside the list: there on wide screens, on a phone when somebody asks for it, and never before the list. */
export function FindMapSpot({ offers, type, home, other, ...ofMap }: FindMapSpotProps) {
  const { t } = useTranslation("finder");
  const isWide = useSyncExternalStore<boolean | null>(
    watchWidth,
    () => matchMedia(WIDE).matches,
    () => null,
  );
  const [isAsked, setAsked] = useState(false);
  const points = useMemo(
    () =>
      offers.map(({ id, name, lon, lat }, at) => ({
        ...{ id, lon, lat, label: name, number: at + 1, tone: toneOfType(type) },
      })),
    [offers, type],
  );
  // Without scripts there is no map; the list says everything it would. Until they are there the button's room is kept.
  if (isWide === null)
    return (
      <div className={`${classes.mapSpot} no-print`}>
        <button type="button" disabled aria-hidden className={`${classes.mapButton} ${classes.notYet}`}>
          {t("search.useMap")}
        </button>
      </div>
    );
  return (
    <div className={`${classes.mapSpot} no-print`}>
      {!isWide && (
        <button type="button" className={classes.mapButton} aria-expanded={isAsked} onClick={() => setAsked(!isAsked)}>
          {t(isAsked ? "search.hideMap" : "search.useMap")}
        </button>
      )}
      {(isWide || isAsked) && (
        <Suspense fallback={<div className={classes.mapWait}>{t("map.coming")}</div>}>
          <FindMap
            {...{ ...ofMap, points, home, work: other }}
            onSelect={(id) => document.getElementById(`offer-${id}`)?.scrollIntoView({ block: "center" })}
            height={isWide ? "max(380px, min(560px, 100vh - 10rem))" : 380}
          />
        </Suspense>
      )}
    </div>
  );
}
