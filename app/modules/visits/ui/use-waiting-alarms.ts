import { useEffect, useRef, useState } from "react";
import { watchDeeds } from "./last-deed";

export interface Waiting {
  readonly waiting: number;
  /** ISO 8601; null = there are none */
  readonly latest: string | null;
  readonly to: string;
}

/** A page that is watched asks this often; any other one a little less, and each by the moment it was opened in. */
const WATCHED_MS = 15_000;
const OTHER_MS = 45_000;
const SPREAD_MS = 5_000;
const LOST_MS = 90_000;

/** Gone: the server does not answer. Ended: it does, and nobody is signed in any more, so nothing rings. */
export type Asking = "going" | "lost" | "ended";

/**
 * How many alarms wait for whoever sits here, asked again and again, also of somebody who reads on paper: to ask keeps no session
 * alive, and where the session ends the page says so. Somebody who came back is asked for at once.
 */
export function useWaitingAlarms(
  cityCode: string,
  watched: string | null,
  isAsked: boolean,
): { readonly now: Waiting | null; readonly asking: Asking } {
  const [now, setNow] = useState<Waiting | null>(null);
  const [asking, setAsking] = useState<Asking>("going");
  const hasEnded = useRef(false);
  useEffect(() => {
    if (!isAsked) return;
    let isOver = false;
    let answered = Date.now();
    let soon: ReturnType<typeof setTimeout> | undefined;
    const address = `/visits/watch/mine?${new URLSearchParams({ city: cityCode, ...(watched !== null && { watching: "", area: watched }) }).toString()}`;
    const lost = () => {
      if (!isOver && Date.now() - answered > LOST_MS) setAsking("lost");
    };
    const ask = async () => {
      try {
        const answer = await fetch(address, { headers: { Accept: "application/json" }, redirect: "error" });
        if (isOver) return;
        hasEnded.current = answer.status === 401;
        if (hasEnded.current) setAsking("ended");
        else if (answer.ok) {
          const said = (await answer.json()) as Waiting;
          answered = Date.now();
          setNow(said);
          setAsking("going");
        } else lost();
      } catch {
        lost();
      }
    };
    const again = () => {
      if (!hasEnded.current) void ask();
    };
    const changed = () => {
      clearTimeout(soon);
      soon = setTimeout(again, watched === null ? performance.timeOrigin % SPREAD_MS : 0);
    };
    const isHere = () => void ask();
    void ask();
    watchDeeds();
    const clock = setInterval(again, watched === null ? OTHER_MS + (performance.timeOrigin % SPREAD_MS) : WATCHED_MS);
    window.addEventListener("quarterhour-changed", changed);
    window.addEventListener("focus", isHere);
    return () => {
      isOver = true;
      clearInterval(clock);
      clearTimeout(soon);
      window.removeEventListener("quarterhour-changed", changed);
      window.removeEventListener("focus", isHere);
    };
  }, [cityCode, watched, isAsked]);
  return { now, asking };
}
