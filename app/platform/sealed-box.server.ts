import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from "@hpke/core";
import { secretFor } from "./cipher.server";
import { keyRing, type RingKey } from "./key-ring.server";

/*
 * What others seal for us without being able to open it: HPKE (RFC 9180, base mode). Each key of the ring makes one key pair, always
 * the same, under its own id: the private half is kept nowhere, and whatever backup the records come from, it opens as long as the
 * ring is there.
 */
const SUITE = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
const PURPOSE = "sealed box";

interface BoxKey {
  readonly pair: CryptoKeyPair;
  /** uncompressed point, base64url */
  readonly publicKey: string;
}
const made = new Map<string, Promise<BoxKey>>();

function boxKeyOf(key: RingKey): Promise<BoxKey> {
  const secret = secretFor(PURPOSE, key);
  // The whole secret tells rings apart that gave two keys the same name.
  const name = `${key.id} ${secret.toString("base64")}`;
  let pair = made.get(name);
  if (!pair) made.set(name, (pair = boxKeyFrom(secret)));
  return pair;
}

async function boxKeyFrom(secret: Buffer): Promise<BoxKey> {
  const pair = await SUITE.kem.deriveKeyPair(new Uint8Array(secret).buffer);
  const point = await SUITE.kem.serializePublicKey(pair.publicKey);
  return { pair, publicKey: Buffer.from(point).toString("base64url") };
}

/** What is sealed to from now on; `qh keys add` makes another. */
export async function boxKeyInForce(): Promise<{ readonly id: string; readonly publicKey: string }> {
  const ring = keyRing();
  const { publicKey } = await boxKeyOf(ring.keys.get(ring.activeId)!);
  return { id: ring.activeId, publicKey };
}

/** What does not open: its key is not in the ring (put the ring's copy back), or somebody changed it. */
export type Unopened = "key-unknown" | "does-not-open";

export interface Box {
  readonly keyId: string;
  /** base64url */
  readonly enc: string;
  readonly text: string;
}

export async function openBox({ keyId, enc, text }: Box, info: string, aad: string): Promise<Buffer | Unopened> {
  const key = keyRing().keys.get(keyId);
  if (!key) return "key-unknown";
  const { pair } = await boxKeyOf(key);
  const bytes = (words: string) => new Uint8Array(Buffer.from(words, "base64url")).buffer;
  const spoken = (words: string) => new TextEncoder().encode(words).buffer;
  try {
    const opening = { recipientKey: pair, enc: bytes(enc), info: spoken(info) };
    return Buffer.from(await SUITE.open(opening, bytes(text), spoken(aad)));
  } catch {
    return "does-not-open";
  }
}
