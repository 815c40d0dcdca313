import { SHADE_OF } from "./area-shade";

export interface DiscLook {
  readonly fill: string;
  readonly edge: string;
  /** drawn as a ring: it tells «nothing» from «little» in grey, too */
  readonly isRing: boolean;
}

const NOTHING = { light: "#c2570c", dark: "#fb923c" };

/** 0 = nothing, 1 … 4 from little to much, null = unknown. */
export function discLook(step: number | null, scheme: "light" | "dark"): DiscLook {
  const look = SHADE_OF[scheme];
  if (step === null) return { fill: look.unknown, edge: look.unknownEdge, isRing: true };
  if (step === 0) return { fill: NOTHING[scheme], edge: NOTHING[scheme], isRing: true };
  return { fill: look.steps[Math.min(step, look.steps.length - 1)]!, edge: look.edge, isRing: false };
}
