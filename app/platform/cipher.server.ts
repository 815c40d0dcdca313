import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";

/*
 * All cryptography of stored values stands in this file: another suite (SM4 and SM3, say) is another entry of ALGORITHMS and
 * another line in `digest`. A key names the algorithm it is for, so that old values open under the old one until they are
 * sealed anew.
 *
 * A sealed value is `sealed.<key id>.<base64url of nonce, tag and ciphertext>`. It opens at the place it was sealed for and
 * nowhere else: the place, `table.column.row`, is authenticated with it.
 *
 * A sealed file is a line `sealed-file.<key id>.<base64url of salt>` and then pieces of PIECE_BYTES, each followed by its tag. Its key
 * is made of the ring's key and the salt, so nonces need only count: which piece, and whether it is the last (STREAM of Hoang,
 * Reyhanitabar, Rogaway and Vizár, 2015). Pieces that were cut off, left out, exchanged or taken from elsewhere do not open.
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

const FILE_MARK = "sealed-file";
const PIECE_BYTES = 64 * 1024;
const SALT_BYTES = 32;
/** No first line of a sealed file is longer. */
export const LONGEST_HEAD = 160;

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

/** The key a file was sealed with, by its first bytes; null where it was not sealed. */
export function keyIdOfFile(beginning: Buffer): string | null {
  const [mark, keyId, salt, more] = firstLineOf(beginning)?.split(".") ?? [];
  return mark === FILE_MARK && keyId && salt && more === undefined ? keyId : null;
}

/** Seals bytes as they come, for one place. */
export async function* sealPieces(bytes: Pieces, place: string, ring: Keys): AsyncGenerator<Buffer> {
  const key = ring.keys.get(ring.activeId);
  if (!key) throw new Error(`the key ring has no key ${ring.activeId}, which it calls active`);
  const salt = randomBytes(SALT_BYTES).toString("base64url");
  const ofFile = keyOfFile(key, salt);
  yield Buffer.from(`${FILE_MARK}.${ring.activeId}.${salt}\n`);
  for await (const { piece, at, isLast } of inPieces(bytes, PIECE_BYTES)) {
    const { tagBytes } = ALGORITHMS[key.algorithm];
    const cipher = createCipheriv(key.algorithm, ofFile, nonceOf(key, at, isLast), { authTagLength: tagBytes });
    yield Buffer.concat([cipher.setAAD(Buffer.from(place)).update(piece), cipher.final(), cipher.getAuthTag()]);
  }
}

/** The bytes that were sealed for this place, as they come; throws {@link NotOpened}, perhaps after some of them. */
export async function* openPieces(sealed: Pieces, place: string, ring: Keys): AsyncGenerator<Buffer> {
  const source = sealed[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  while (!head.includes("\n") && head.length < LONGEST_HEAD) {
    const next = await source.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
  }
  const keyId = keyIdOfFile(head);
  if (keyId === null) throw new NotOpened("not-sealed", place, null);
  const key = ring.keys.get(keyId);
  if (!key) throw new NotOpened("key-missing", place, keyId);
  const line = firstLineOf(head) ?? "";
  const ofFile = keyOfFile(key, line.slice(line.lastIndexOf(".") + 1));
  const { tagBytes } = ALGORITHMS[key.algorithm];
  for await (const { piece, at, isLast } of inPieces(behind(head.subarray(line.length + 1), source), PIECE_BYTES + tagBytes)) {
    if (piece.length < tagBytes) throw new NotOpened("not-authentic", place, keyId);
    const body = piece.length - tagBytes;
    const decipher = createDecipheriv(key.algorithm, ofFile, nonceOf(key, at, isLast), { authTagLength: tagBytes })
      .setAAD(Buffer.from(place))
      .setAuthTag(piece.subarray(body));
    let plain: Buffer;
    try {
      plain = Buffer.concat([decipher.update(piece.subarray(0, body)), decipher.final()]);
    } catch {
      throw new NotOpened("not-authentic", place, keyId);
    }
    yield plain;
  }
}

export type Pieces = AsyncIterable<Uint8Array>;

const firstLineOf = (beginning: Buffer): string | null => {
  const end = beginning.subarray(0, LONGEST_HEAD).indexOf("\n");
  return end < 0 ? null : beginning.toString("latin1", 0, end);
};

const keyOfFile = ({ algorithm, secret }: SecretKey, salt: string): Buffer =>
  digest(secret, `${FILE_MARK}\0${salt}`).subarray(0, ALGORITHMS[algorithm].keyBytes);

function nonceOf({ algorithm }: SecretKey, at: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(ALGORITHMS[algorithm].nonceBytes);
  nonce.writeUInt32BE(at, nonce.length - 5);
  nonce.writeUInt8(isLast ? 1 : 0, nonce.length - 1);
  return nonce;
}

async function* behind(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* { [Symbol.asyncIterator]: () => rest };
}

/** Cut to one size; the last may be shorter, and an empty file has one empty piece. */
async function* inPieces(bytes: Pieces, size: number): AsyncGenerator<{ piece: Buffer; at: number; isLast: boolean }> {
  let [kept, at] = [Buffer.alloc(0), 0];
  for await (const some of bytes) {
    kept = kept.length === 0 ? Buffer.from(some) : Buffer.concat([kept, some]);
    for (; kept.length > size; kept = kept.subarray(size)) yield { piece: kept.subarray(0, size), at: at++, isLast: false };
  }
  yield { piece: kept, at, isLast: true };
}

/** For exact look-up of what is sealed: the same text (normalised by the caller) of one purpose always gives the same index. */
export const blindIndex = (purpose: string, normalised: string, ring: Keys): string =>
  digest(ring.indexSecret, `${purpose}\0${normalised}`).toString("base64url");

/** A secret of 32 bytes for one purpose, made of a key of the ring: always the same, and nothing of the key can be learned from it. */
export const secretFor = (purpose: string, { secret }: SecretKey): Buffer => digest(secret, `secret\0${purpose}`);

const digest = (secret: Buffer, text: string): Buffer => createHmac("sha256", secret).update(text, "utf8").digest();
