/** A4 upright, in points. */
export const SHEET = { width: 595.28, height: 841.89, side: 44, top: 30, bottom: 42 } as const;
export const WIDE = SHEET.width - 2 * SHEET.side;
export const LOOK = {
  ink: "#1b1a17",
  grey: "#5b574f",
  pale: "#d5d1c8",
  accent: "#0c5f59",
  mark: "#7a4a05",
  markPaper: "#fdf3df",
};
