/** Whole years of somebody: 0 to 120. */
const YEARS = /^(?:120|1[01]\d|\d{1,2})$/;

/** The same for a field, so that a browser keeps what was typed otherwise and says so. */
export const YEARS_PATTERN = YEARS.source;

/** Null: nothing, or nothing that is years. */
export const yearsFrom = (typed: string): number | null => (YEARS.test(typed) ? Number(typed) : null);
