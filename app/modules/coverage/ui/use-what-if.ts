import { useEffect, useMemo, useSyncExternalStore } from "react";
import type { CandidateDrawing, MapCandidate } from "~/ui/map/map-candidate";
import type { GeoPoint } from "~/shared/geo-point";
import { WhatIfSession, type WhatIfState } from "./what-if-session";

/** A session as long as the question stays the same, begun where the candidate first stands. */
export function useWhatIf(search: string, start: GeoPoint | null): WhatIfSession {
  const session = useMemo(() => new WhatIfSession(search), [search]);
  useEffect(() => {
    session.begin(start);
    return () => session.end();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- where it starts is asked once a question; from then on the candidate moves by itself
  }, [session]);
  return session;
}

export const useWhatIfState = (session: WhatIfSession): WhatIfState =>
  useSyncExternalStore(session.subscribe, session.read, session.read);

/** The session as the map sees it. */
export function useMapCandidate(session: WhatIfSession, label: string, role: string): MapCandidate {
  return useMemo(() => {
    let seen: WhatIfState | null = null;
    let drawing: CandidateDrawing = { at: null, steps: [], homes: [] };
    const read = (): CandidateDrawing => {
      const state = session.read();
      if (state === seen) return drawing;
      seen = state;
      drawing = drawingOf(state);
      return drawing;
    };
    return { subscribe: session.subscribe, read, place: session.place, label, role };
  }, [session, label, role]);
}

function drawingOf({ at, answered, file }: WhatIfState): CandidateDrawing {
  const answer = answered?.answer;
  const homes = (file && answer?.reached) ?? [];
  return {
    at,
    steps: answer?.shapes ?? [],
    homes: homes.map(({ row, isNew }) => ({ lon: file!.lon[row]!, lat: file!.lat[row]!, isNew })),
  };
}
