/** 条线: the departments a record, a grant and a person can belong to. */
export const LINES = ["civil-affairs", "health", "education", "employment"] as const;
export type Line = (typeof LINES)[number];
