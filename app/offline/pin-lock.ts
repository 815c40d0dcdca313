import { PIN_TRIES } from "~/modules/accounts/domain/pin";

/**
 * A PIN opens one person's data key: random, wrapped by PBKDF2-SHA-256 of the PIN. Six digits are no secret against whoever copies
 * the store: five wrong tries wipe it, the iterations make a copy cost hours, and the list is gone after its week.
 */
export interface PinLock {
  readonly person: string;
  /** their name, for colleagues who share the phone */
  readonly who: string;
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly iterations: number;
  readonly wrapped: ArrayBuffer;
  readonly iv: Uint8Array<ArrayBuffer>;
  /** wrong tries since the last right one; counted before anything is compared */
  readonly tries: number;
  /** ISO 8601; after it the list goes, by the server's clock */
  readonly keptUntil: string | null;
}

/** OWASP's figure for PBKDF2-HMAC-SHA-256 (2023): half a second on a cheap phone. */
const ITERATIONS = 600_000;
const DATA_KEY = { name: "AES-GCM", length: 256 } as const;

export const triesLeft = ({ tries }: Pick<PinLock, "tries">): number => Math.max(0, PIN_TRIES - tries);

/** One made after another's end is another lock, whatever its PIN: every one has a salt of its own. */
export const isSameLock = (one: Pick<PinLock, "salt"> | undefined, other: Pick<PinLock, "salt">): boolean =>
  one?.salt.length === other.salt.length && one.salt.every((byte, at) => byte === other.salt[at]);

async function keyOfPin(pin: string, { salt, iterations }: Pick<PinLock, "salt" | "iterations">): Promise<CryptoKey> {
  const typed = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveKey"]);
  const algorithm = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return crypto.subtle.deriveKey(algorithm, typed, DATA_KEY, false, ["wrapKey", "unwrapKey"]);
}

const wrapping = (lock: Pick<PinLock, "person" | "iv">) => ({
  name: "AES-GCM",
  iv: lock.iv,
  additionalData: new TextEncoder().encode(lock.person),
});

export async function newPinLock(
  pin: string,
  person: { readonly id: string; readonly name: string },
): Promise<{ readonly lock: PinLock; readonly key: CryptoKey }> {
  const parts = {
    person: person.id,
    salt: crypto.getRandomValues(new Uint8Array(16)),
    iv: crypto.getRandomValues(new Uint8Array(12)),
    iterations: ITERATIONS,
  };
  const dataKey = await crypto.subtle.generateKey(DATA_KEY, true, ["encrypt", "decrypt"]);
  const wrapped = await crypto.subtle.wrapKey("raw", dataKey, await keyOfPin(pin, parts), wrapping(parts));
  const lock: PinLock = { ...parts, who: person.name, wrapped, tries: 0, keptUntil: null };
  const key = await keyUnder(lock, pin);
  if (!key) throw new Error("a lock made just now does not open");
  return { lock, key };
}

/** The data key, not to be taken out; null = another PIN. */
export async function keyUnder(lock: PinLock, pin: string): Promise<CryptoKey | null> {
  const opener = await keyOfPin(pin, lock);
  try {
    return await crypto.subtle.unwrapKey("raw", lock.wrapped, opener, wrapping(lock), DATA_KEY, false, ["encrypt", "decrypt"]);
  } catch {
    return null;
  }
}
