/** How a kind of place looks on every map: a shape *and* a colour, so that it also reads in grey and to colour-blind eyes. */
export type MapTone = "jade" | "indigo" | "amber" | "rose" | "blue" | "violet" | "brown" | "grey";
export type MapShape = "circle" | "square" | "diamond" | "hexagon" | "shield" | "pill" | "triangle";

interface Look {
  readonly shape: MapShape;
  /** fill behind a white character; contrast with white ≥ 4.5 */
  readonly fill: string;
}

export const MAP_LOOK: Record<MapTone, Look> = {
  jade: { shape: "circle", fill: "#0f766e" },
  indigo: { shape: "square", fill: "#3b4a9c" },
  amber: { shape: "square", fill: "#a15c07" },
  rose: { shape: "diamond", fill: "#b4235f" },
  blue: { shape: "hexagon", fill: "#1d5fa8" },
  violet: { shape: "shield", fill: "#6d43b8" },
  brown: { shape: "pill", fill: "#7a4a2b" },
  grey: { shape: "triangle", fill: "#5b574f" },
};

/** Paths in a box of 24 × 24. */
export const SHAPE_PATH: Record<MapShape, string> = {
  circle: "M12 1a11 11 0 1 1 0 22a11 11 0 1 1 0-22Z",
  square: "M3 2h18a1 1 0 0 1 1 1v18a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1Z",
  diamond: "M12 0L24 12L12 24L0 12Z",
  hexagon: "M12 .5L22 6.2v11.6L12 23.5L2 17.8V6.2Z",
  shield: "M2 2h20v12c0 5-5 8-10 9.5c-5-1.5-10-4.5-10-9.5Z",
  pill: "M6 4h12a6 8 0 0 1 0 16H6a6 8 0 0 1 0-16Z",
  triangle: "M12 0L24 23H0Z",
};

/** Bands of minutes, nearest first: the same hue in finer steps. */
export const MINUTE_FILLS: Record<"light" | "dark", readonly string[]> = {
  light: ["#0b5f58", "#2f938a", "#74bdb2", "#b3dcd0", "#e2eedb"],
  dark: ["#5eead4", "#3bb8a8", "#2a8d82", "#20655f", "#1a4542"],
};

/** One hue in steps, nearest first: nearer is darker. Light and dark paper need different ones. */
export const STEP_FILLS: Record<"light" | "dark", readonly string[]> = {
  light: ["#0f766e", "#4fae9f", "#a9d9cd"],
  dark: ["#5eead4", "#2a9d8f", "#1b5a55"],
};

/** The same without a hue, for what is there already beside what might be. */
export const MUTED_FILLS: Record<"light" | "dark", readonly string[]> = {
  light: ["#a8aeb0", "#c3c7c8", "#dbdddd"],
  dark: ["#5d656b", "#4a5157", "#3a4045"],
};
