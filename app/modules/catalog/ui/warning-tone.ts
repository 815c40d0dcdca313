/** Text that warns, legible on paper by day and by night (contrast ≥ 4.5). */
export const DANGER = "light-dark(var(--mantine-color-red-9), var(--mantine-color-red-4))";
export const CAUTION = "light-dark(#9a4a05, var(--mantine-color-orange-3))";
