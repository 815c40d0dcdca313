/** Text that warns, legible on paper by day and by night (contrast ≥ 4.5); base.css says the two colours of each. */
export const DANGER = "var(--danger)";
export const CAUTION = "var(--caution)";
