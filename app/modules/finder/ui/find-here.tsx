import { useTranslation } from "react-i18next";
import type { GeoPoint } from "~/shared/geo-point";
import classes from "./find.module.css";
import { useOwnPosition } from "./use-own-position";

/** Its room before the scripts are there: what stands below must not move under a finger when it comes. */
export function FindHereRoom() {
  const { t } = useTranslation("finder");
  return (
    <button type="button" className={`${classes.here} ${classes.notYet}`} disabled aria-hidden>
      {t("map.locate")}
    </button>
  );
}

/** «Where I am»: asks the device when tapped, and never before. Needs scripts, and says so of nothing that does not. */
export function FindHere({ onFound }: { readonly onFound: (at: GeoPoint) => void }) {
  const { t } = useTranslation("finder");
  const { state, ask } = useOwnPosition(onFound);
  return (
    <>
      <button type="button" className={classes.here} onClick={ask} disabled={state === "asking"}>
        {t(state === "asking" ? "map.locating" : "map.locate")}
      </button>
      <small role="status">{state !== "idle" && state !== "asking" && t(`map.position.${state}`)}</small>
    </>
  );
}
