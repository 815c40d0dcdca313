// Names of limits that questions of two levels have beside those of one.

/** How many new ones of the upper level. */
export const UPPER_SITES = "upper-sites";

/** Before a candidate's id: it is among the new ones, at whichever level. */
export const MUST = "must ";
