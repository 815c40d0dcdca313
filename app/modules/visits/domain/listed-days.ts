/**
 * Which days a day's list vouches for: those a late entry of it may tell of, and those it stays on its phone, with one for a clock that
 * is wrong. A list once opened does not let anybody tell of any day for ever.
 */
export const LISTED_DAYS = { before: 31, after: 3 } as const;

/** What is opened of a resident when a phone takes the day's list along; the door of an alarm is another field. */
export const CARE_LIST_FIELD = "visit-list";
