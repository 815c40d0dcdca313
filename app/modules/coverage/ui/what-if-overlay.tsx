import { useTranslation } from "react-i18next";
import type { FrameTimes } from "./frame-times";
import classes from "./what-if.module.css";

/** For whoever builds this: what the worker measured, frame by frame. Figures alone: no screen reader needs them. */
export function WhatIfOverlay({ times, junctions }: { readonly times: FrameTimes; readonly junctions: number }) {
  const { t } = useTranslation("coverage");
  const summary = times.summary();
  const ms = (value: number) => value.toFixed(1);
  return (
    <div className={classes.overlay} data-testid="overlay">
      <strong>{t("whatIf.overlay.title")}</strong>
      <br />
      {summary
        ? t("whatIf.overlay.figures", {
            last: ms(summary.last),
            median: ms(summary.median),
            p95: ms(summary.p95),
            frames: summary.frames,
          })
        : t("whatIf.overlay.none")}
      <br />
      {t("whatIf.overlay.junctions", { count: junctions })}
    </div>
  );
}
