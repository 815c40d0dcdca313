/** 条线: the department a grant and a record belong to. "" = every line (of a grant), none in particular (of a person). */
export const LINES = ["civil-affairs", "health", "education", "employment"] as const;
export type Line = (typeof LINES)[number];
export type LineOrAll = Line | "";

export const isLineOrAll = (text: string): text is LineOrAll => text === "" || (LINES as readonly string[]).includes(text);
