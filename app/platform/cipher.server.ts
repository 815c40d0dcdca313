import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";

/*
 * All cryptography of stored values stands in this file: another suite (SM4 and SM3, say) is another entry of ALGORITHMS and
 * another line in `digest`. A key names the algorithm it is for, so that old values open under the old one until they are
 * sealed anew.
 *
 * A sealed value is `sealed.<key id>.<base64url of nonce, tag and ciphertext>`. It opens at the place it was sealed for and
 * nowhere else: the place, `table.column.row`, is authenticated with it.
 */
interface Algorithm {
  readonly keyBytes: number;
  readonly nonceBytes: number;
  readonly tagBytes: number;
}

const ALGORITHMS = { "aes-256-gcm": { keyBytes: 32, nonceBytes: 12, tagBytes: 16 } } as const satisfies Record<string, Algorithm>;
export type AlgorithmName = keyof typeof ALGORITHMS;
export const CURRENT_ALGORITHM: AlgorithmName = "aes-256-gcm";

const MARK = "sealed";
const INDEX_BYTES = 32;

export interface SecretKey {
  readonly algorithm: AlgorithmName;
  readonly secret: Buffer;
}

/** What sealing and opening need of a key ring. */
export interface Keys {
  readonly activeId: string;
  readonly keys: ReadonlyMap<string, SecretKey>;
  readonly indexSecret: Buffer;
}

/** A sealed value that does not open: cut, moved, changed, or its key is not at hand. Says where, never what. */
export class NotOpened extends Error {
  constructor(
    readonly why: "not-sealed" | "key-missing" | "not-authentic",
    readonly place: string,
    readonly keyId: string | null,
  ) {
    super(`the sealed value at ${place} does not open: ${why}${keyId === null ? "" : `, key ${keyId}`}`);
  }
}

export const newSecret = (algorithm: AlgorithmName): Buffer => randomBytes(ALGORITHMS[algorithm].keyBytes);
export const newIndexSecret = (): Buffer => randomBytes(INDEX_BYTES);
export const isSecret = ({ algorithm, secret }: SecretKey): boolean => ALGORITHMS[algorithm]?.keyBytes === secret.length;
export const isIndexSecret = (secret: Buffer): boolean => secret.length === INDEX_BYTES;

export const isSealed = (text: string): boolean => text.startsWith(`${MARK}.`);

/** The key a sealed value was sealed with; null where the text is none. */
export function keyIdOf(text: string): string | null {
  const [mark, keyId, body, more] = text.split(".");
  return mark === MARK && keyId && body && more === undefined ? keyId : null;
}

/** Seals a text for one place, `person_sensitive.cipher.<row>`: never twice the same. */
export function seal(plain: string, place: string, ring: Keys): string {
  const key = ring.keys.get(ring.activeId);
  if (!key) throw new Error(`the key ring has no key ${ring.activeId}, which it calls active`);
  const { nonceBytes, tagBytes } = ALGORITHMS[key.algorithm];
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(key.algorithm, key.secret, nonce, { authTagLength: tagBytes }).setAAD(Buffer.from(place));
  const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return `${MARK}.${ring.activeId}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url")}`;
}

/** The text that was sealed for this place; throws {@link NotOpened}. */
export function open(sealed: string, place: string, ring: Keys): string {
  const keyId = keyIdOf(sealed);
  if (keyId === null) throw new NotOpened("not-sealed", place, null);
  const key = ring.keys.get(keyId);
  if (!key) throw new NotOpened("key-missing", place, keyId);
  const { nonceBytes, tagBytes } = ALGORITHMS[key.algorithm];
  const text = sealed.slice(MARK.length + keyId.length + 2);
  const bytes = Buffer.from(text, "base64url");
  // Base64 has several spellings of one value; only the one we wrote is taken.
  if (bytes.length < nonceBytes + tagBytes || bytes.toString("base64url") !== text)
    throw new NotOpened("not-authentic", place, keyId);
  const nonce = bytes.subarray(0, nonceBytes);
  const decipher = createDecipheriv(key.algorithm, key.secret, nonce, { authTagLength: tagBytes })
    .setAAD(Buffer.from(place))
    .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
  try {
    return decipher.update(bytes.subarray(nonceBytes + tagBytes), undefined, "utf8") + decipher.final("utf8");
  } catch {
    throw new NotOpened("not-authentic", place, keyId);
  }
}

/** For exact look-up of what is sealed: the same text (normalised by the caller) of one purpose always gives the same index. */
export const blindIndex = (purpose: string, normalised: string, ring: Keys): string =>
  digest(ring.indexSecret, `${purpose}\0${normalised}`).toString("base64url");

const digest = (secret: Buffer, text: string): Buffer => createHmac("sha256", secret).update(text, "utf8").digest();
