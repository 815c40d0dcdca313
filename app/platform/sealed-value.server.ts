import { blindIndex, open, seal } from "./cipher.server";
import { keyRing } from "./key-ring.server";

/*
 * Values that must not be read by whoever gets hold of the database, a backup or a log: sealed with the key ring in force,
 * each for its own place, `table.column.row`.
 */
export const sealValue = (plain: string, place: string): string => seal(plain, place, keyRing());

/** Throws `NotOpened`. */
export const openValue = (sealed: string, place: string): string => open(sealed, place, keyRing());

/** The same value sealed with the key in force. */
export const sealAnew = (sealed: string, place: string): string => sealValue(openValue(sealed, place), place);

/** Finds a sealed value by its exact text, which the caller has normalised. */
export const blindIndexOf = (purpose: string, normalised: string): string => blindIndex(purpose, normalised, keyRing());
