import { useEffect, useRef } from "react";
import type { GeoPoint } from "~/shared/geo-point";
import type { BaseMap } from "~/ui/map/base-map";
import type { Box } from "../domain/walk-window";
import type { WhatIfQuestion } from "../domain/what-if-question";
import { coverageSearch } from "./coverage-address";
import { useWhatIf, useWhatIfState } from "./use-what-if";
import { WhatIfAnswerCard } from "./what-if-answer";
import { WhatIfMap } from "./what-if-map";
import { WhatIfMethod } from "./what-if-method";
import { WhatIfOverlay } from "./what-if-overlay";
import { WhatIfPlace } from "./what-if-place";
import { WhatIfReached } from "./what-if-reached";
import { WhatIfToScenario } from "./what-if-to-scenario";
import classes from "./what-if.module.css";

interface WhatIfScreenProps {
  readonly page: WhatIfQuestion;
  /** where the candidate first stands */
  readonly start: GeoPoint | null;
  readonly baseMap: BaseMap | null;
  readonly hasOverlay: boolean;
  /** told where the candidate rests, so that the address can keep it */
  readonly onRest: (at: GeoPoint) => void;
}

/** A candidate on the map, and beside it what a place there would change: both follow the pointer. */
export function WhatIfScreen({ page, start, baseMap, hasOverlay, onRest }: WhatIfScreenProps) {
  const session = useWhatIf(coverageSearch(page.query), start);
  const state = useWhatIfState(session);
  const view = useRef<Box | null>(null);
  const first = useRef(start);
  const { rested } = state;
  useEffect(() => {
    if (rested) onRest(rested.at);
  }, [rested, onRest]);
  const middle = () => {
    const box = view.current;
    return box && { lon: (box[0] + box[2]) / 2, lat: (box[1] + box[3]) / 2 };
  };
  return (
    <div className={classes.screen}>
      <WhatIfMap
        page={page}
        session={session}
        start={first.current}
        baseMap={baseMap}
        view={view}
        overlay={hasOverlay && <WhatIfOverlay times={session.times} junctions={state.junctions} />}
      />
      <WhatIfAnswerCard page={page} state={state} session={session} />
      <div className={classes.more}>
        <WhatIfReached page={page} state={state} />
        <WhatIfToScenario at={rested?.at ?? start} query={page.query} />
        <WhatIfPlace at={rested?.at ?? start} onPlace={session.place} middle={middle} />
        <WhatIfMethod page={page} />
      </div>
    </div>
  );
}
