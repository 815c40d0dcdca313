import { useTranslation } from "react-i18next";
import type { GeoPoint } from "~/shared/geo-point";
import classes from "./find.module.css";
import { useOwnPosition } from "./use-own-position";

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
