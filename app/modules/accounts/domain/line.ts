import { LINES, type Line } from "~/shared/line";

/** "" = every line (of a grant), none in particular (of a person). */
export type LineOrAll = Line | "";

export const isLineOrAll = (text: string): text is LineOrAll => text === "" || (LINES as readonly string[]).includes(text);
