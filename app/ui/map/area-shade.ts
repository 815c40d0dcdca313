import type { FeatureCollection } from "geojson";

export type AreaShare =
  { readonly kind: "known"; readonly share: number } | { readonly kind: "unknown" } | { readonly kind: "nobody" };

/** Areas shaded by a share, for views from so far away that single circles are dots. */
export interface ShadesLayer {
  readonly kind: "shades";
  readonly id: string;
  /** `properties.code` finds the share */
  readonly outlines: FeatureCollection;
  readonly shares: ReadonlyMap<string, AreaShare>;
}

/** Upper bounds of the steps, the last one open: 0–20 %, 20–40 % … */
export const SHADE_BOUNDS = [0.2, 0.4, 0.6, 0.8, 1] as const;

/** The step of a share; a bound belongs to the step above it, so that «80 %» is read where it begins. */
export const shadeStep = (share: number): number => {
  const step = SHADE_BOUNDS.findIndex((bound) => share < bound);
  return step < 0 ? SHADE_BOUNDS.length - 1 : step;
};

/** One hue, more of it where more is covered; each step differs in lightness, so it reads in grey and to any eye. */
export const SHADE_OF: Record<
  "light" | "dark",
  { readonly steps: readonly string[]; readonly unknown: string; readonly unknownEdge: string; readonly edge: string }
> = {
  light: {
    steps: ["#f3f1dc", "#cde5d4", "#8fcabd", "#46a095", "#0f6b64"],
    unknown: "#d5d2cb",
    unknownEdge: "#7d786d",
    edge: "#8f8a7c",
  },
  dark: {
    steps: ["#2b3431", "#23504b", "#1f7067", "#2f9c8d", "#6fd8c5"],
    unknown: "#44474b",
    unknownEdge: "#9a968c",
    edge: "#5f5d55",
  },
};
