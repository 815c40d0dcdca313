import { useEffect, useRef, useState } from "react";
import type { GeoPoint } from "~/shared/geo-point";

/** Where a question for one's position stands; the last four are reasons why there is none. */
export type PositionState = "idle" | "asking" | "refused" | "not-found" | "too-long" | "insecure";

const PATIENCE_MS = 15_000;
/** A position of the last minute is as good as a new one, and comes at once. */
const FRESH_MS = 60_000;
const WHY: Record<number, PositionState> = { 1: "refused", 2: "not-found", 3: "too-long" };

/** Asks the device where it is, when somebody taps and never before; what it answers is given away once and kept nowhere. */
export function useOwnPosition(onFound: (at: GeoPoint) => void): { readonly state: PositionState; readonly ask: () => void } {
  const [state, setState] = useState<PositionState>("idle");
  const found = useRef(onFound);
  const isThere = useRef(false);
  useEffect(() => {
    found.current = onFound;
  });
  useEffect(() => {
    isThere.current = true;
    return () => void (isThere.current = false);
  }, []);
  const ask = () => {
    if (!window.isSecureContext || !("geolocation" in navigator)) return setState("insecure");
    setState("asking");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        if (!isThere.current) return;
        setState("idle");
        found.current({ lon: coords.longitude, lat: coords.latitude });
      },
      ({ code }) => isThere.current && setState(WHY[code] ?? "not-found"),
      { timeout: PATIENCE_MS, maximumAge: FRESH_MS, enableHighAccuracy: true },
    );
  };
  return { state, ask };
}
