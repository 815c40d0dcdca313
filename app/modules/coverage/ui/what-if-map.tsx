import { useMemo, useRef, type MutableRefObject, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { GeoPoint } from "~/shared/geo-point";
import { metresPerDegree } from "~/shared/geo-point";
import type { BaseMap } from "~/ui/map/base-map";
import { LegendStep } from "~/ui/map/legend-swatch";
import { MUTED_FILLS } from "~/ui/map/map-tone";
import { useMapScheme } from "~/ui/map/map-scheme";
import { SiteMap } from "~/ui/map/site-map";
import type { Box } from "../domain/walk-window";
import type { WhatIfQuestion } from "../domain/what-if-question";
import { EVERYTHING } from "./coverage-legend";
import { nameIn, stepText } from "./figure-text";
import { useMapStreets } from "./use-map-streets";
import { useCoverageDrawing } from "./use-coverage-drawing";
import { useMapCandidate } from "./use-what-if";
import type { WhatIfSession } from "./what-if-session";
import classes from "./what-if.module.css";

/** How far the map looks round the first candidate, in circles. */
const CIRCLES_IN_VIEW = 2.5;
const SHOWN = { ...EVERYTHING, shades: false, gaps: false };

interface WhatIfMapProps {
  readonly page: WhatIfQuestion;
  readonly session: WhatIfSession;
  readonly start: GeoPoint | null;
  readonly baseMap: BaseMap | null;
  /** holds what the map shows, for whoever asks for its middle */
  readonly view: MutableRefObject<Box | null>;
  readonly overlay: ReactNode;
}

/** The city as it is, in grey, and the candidate's circle over it. Its figures are beside it, not here. */
export function WhatIfMap({ page, session, start, baseMap, view, overlay }: WhatIfMapProps) {
  const { t, i18n } = useTranslation("coverage");
  const { query, choices, city, steps, limitMetres, method } = page;
  const candidate = useMapCandidate(session, t("whatIf.pin"), t("whatIf.pinRole"));
  const streets = useMapStreets(city.code, method);
  const drawing = useCoverageDrawing(query, choices.types, SHOWN, null);
  const layers = useMemo(
    () => drawing.layers.map((layer) => (layer.kind === "steps" ? { ...layer, isMuted: true } : layer)),
    [drawing.layers],
  );
  const [lon, lat] = [start?.lon, start?.lat];
  const bounds = useMemo(() => {
    if (lon === undefined || lat === undefined) return null;
    const metres = metresPerDegree(lat);
    const [dx, dy] = [(CIRCLES_IN_VIEW * limitMetres) / metres.lon, (CIRCLES_IN_VIEW * limitMetres) / metres.lat];
    return [lon - dx, lat - dy, lon + dx, lat + dy] as const;
  }, [lon, lat, limitMetres]);
  const look = useRef((box: Box) => {
    view.current = box;
    session.look(box);
  });
  const scheme = useMapScheme();
  const far = stepText(steps[2], query.limit.by, t);
  return (
    <div className={classes.map}>
      <div className={classes.frame}>
        <SiteMap
          label={t("whatIf.map", { city: nameIn(i18n.language, city) })}
          points={drawing.points}
          outlines={drawing.outlines}
          layers={layers}
          bounds={bounds}
          candidate={candidate}
          walk={method}
          baseMap={baseMap}
          streets={streets}
          onPick={session.place}
          onView={look.current}
          height="clamp(19rem, min(calc(100vh - 15rem), 100vw), 60rem)"
        />
        {overlay}
      </div>
      <ul className={classes.swatches} aria-label={t("whatIf.legend")}>
        {steps.map((step, i) => (
          <li key={step}>
            <LegendStep step={i} />
            {i === 0 ? t("whatIf.legendSteps", { steps: stepText(step, query.limit.by, t) }) : stepText(step, query.limit.by, t)}
          </li>
        ))}
        <li>
          <Grey fill={MUTED_FILLS[scheme][1]!} />
          {t("whatIf.legendToday", { limit: far })}
        </li>
        <li>
          <span className={classes.dot} style={{ background: "var(--gap-orange)" }} aria-hidden="true" />
          {t("whatIf.legendNew")}
        </li>
        <li>
          <span className={classes.dot} style={{ background: "#6b6f76" }} aria-hidden="true" />
          {t("whatIf.legendOld")}
        </li>
      </ul>
    </div>
  );
}

const Grey = ({ fill }: { readonly fill: string }) => (
  <span
    aria-hidden="true"
    style={{ width: 22, height: 16, borderRadius: 3, background: fill, border: "1px solid var(--mantine-color-default-border)" }}
  />
);
