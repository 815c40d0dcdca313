import { blindIndex, NotOpened, open, seal } from "./cipher.server";
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

/** What opening gives, or null where the value does not open: a page of many is not lost for one that was damaged. */
export function unlessUnopened<T>(opening: () => T): T | null {
  try {
    return opening();
  } catch (error) {
    if (error instanceof NotOpened) return null;
    throw error;
  }
}
