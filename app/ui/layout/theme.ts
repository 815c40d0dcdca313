import { createTheme, type MantineColorsTuple } from "@mantine/core";

/** The accent: jade, `#0f766e` at shade 7. */
const jade: MantineColorsTuple = [
  "#eefaf7",
  "#d8f1eb",
  "#b0e2d7",
  "#82d0c1",
  "#55bbaa",
  "#2fa294",
  "#168a7e",
  "#0f766e",
  "#0c5f59",
  "#084843",
];

/** Warm greys: paper, not steel. */
const stone: MantineColorsTuple = [
  "#faf9f6",
  "#f3f1ec",
  "#e7e4dd",
  "#d5d1c8",
  "#aca79c",
  "#7d786e",
  "#5b574f",
  "#45423c",
  "#2c2a26",
  "#1b1a17",
];

const dark: MantineColorsTuple = [
  "#ece9e3",
  "#cfcbc3",
  "#a8a49b",
  "#7f7b73",
  "#4b4843",
  "#383632",
  "#2a2825",
  "#1f1e1b",
  "#171614",
  "#100f0e",
];

const FONTS = `"PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", system-ui, -apple-system, "Segoe UI", sans-serif`;

export const theme = createTheme({
  primaryColor: "jade",
  primaryShade: 7,
  colors: { jade, gray: stone, dark },
  black: "#1b1a17",
  fontFamily: FONTS,
  headings: { fontFamily: FONTS, fontWeight: "650" },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  // A word that says a state is never cut short.
  components: { Badge: { styles: { root: { minWidth: "max-content" }, label: { overflow: "visible" } } } },
});
