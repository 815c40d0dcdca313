import type { Fen } from "~/shared/units";

/** Yuan as typed, with at most two decimals; anything else is an amount no check lets through. */
export const fenFromYuan = (text: string): Fen => (/^\d{1,7}(\.\d{1,2})?$/.test(text) ? Math.round(Number(text) * 100) : -1);
