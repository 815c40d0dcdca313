import { randomBytes } from "node:crypto";
import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import {
  CURRENT_ALGORITHM,
  isIndexSecret,
  isSecret,
  newIndexSecret,
  newSecret,
  type AlgorithmName,
  type Keys,
  type SecretKey,
} from "./cipher.server";
import { now } from "./clock.server";
import { dataFolder, isDemo, keysSaid } from "./environment.server";
import { oneAtATime, StillHeld } from "./one-at-a-time.server";

export interface RingKey extends SecretKey {
  readonly id: string;
  readonly madeAt: string;
  /** when no row used it any longer; it still opens what old backups hold */
  readonly retiredAt: string | null;
}

export interface KeyRing extends Keys {
  /** a ring that demo mode made for itself guards nobody real */
  readonly origin: "demo" | "own";
  readonly keys: ReadonlyMap<string, RingKey>;
}

/** Why the ring cannot be used, in one sentence that says what to do. */
export class KeyRingProblem extends Error {
  /** as such it is shown without a stack trace */
  override name = "Problem";
}

interface StoredRing {
  readonly format: 1;
  readonly origin: KeyRing["origin"];
  readonly active: string;
  readonly keys: readonly { id: string; algorithm: AlgorithmName; secret: string; madeAt: string; retiredAt: string | null }[];
  readonly index: string;
}

/** QUARTERHOUR_KEYS holds the ring itself (JSON) or names its file; otherwise it is `keys.json` in the data folder. */
const inEnvironment = (): string | null => {
  const said = keysSaid();
  return said?.startsWith("{") ? said : null;
};
export const keyRingFile = (): string => resolve(keysSaid() || join(dataFolder(), "keys.json"));

/** Of many values sealed or opened in one turn of the event loop only the first looks at environment and file. */
let isLookedAt = false;
let held: { readonly from: string; readonly stamp: string; readonly ring: KeyRing } | undefined;

/** The ring in force. The file is read again whenever it changed: another process may have added a key. */
export function keyRing(): KeyRing {
  if (isLookedAt && held) return held.ring;
  const ring = ringInForce();
  isLookedAt = true;
  setImmediate(() => (isLookedAt = false)).unref();
  return ring;
}

function ringInForce(): KeyRing {
  const text = inEnvironment();
  if (text !== null) {
    if (held?.from !== text) held = { from: text, stamp: "", ring: parsed(text, "QUARTERHOUR_KEYS") };
    return held.ring;
  }
  const file = keyRingFile();
  const stamp = stampOf(file) ?? makeForDemo(file);
  if (held?.from !== file || held.stamp !== stamp) held = { from: file, stamp, ring: parsed(readFileSync(file, "utf8"), file) };
  return held.ring;
}

/** The keys of the ring there is; undefined where there is none, and none is made. */
export const keyIdsThere = (): string[] | undefined =>
  inEnvironment() === null && stampOf(keyRingFile()) === null ? undefined : [...ringInForce().keys.keys()];

/** Called when the product starts: says at once what would fail at the first sensitive field. */
export function requireKeyRing(): void {
  const { origin } = keyRing();
  if (origin === "own" && isDemo())
    throw new KeyRingProblem(
      "密钥属于正式安装，演示不能使用 · The key ring was made for a real installation (qh keys add) and this is a demo: " +
        "set QUARTERHOUR_MODE=production, or name another database and another data folder for a demo (DATABASE_URL, QUARTERHOUR_DATA).",
    );
  if (origin === "demo" && !isDemo())
    throw new KeyRingProblem(
      "演示密钥不能保护真实数据 · The key ring was made by demo mode and must not guard real people: " +
        "name another data folder (QUARTERHOUR_DATA) or another ring (QUARTERHOUR_KEYS), and run qh keys add there.",
    );
}

function stampOf(file: string): string | null {
  const at = statSync(file, { throwIfNoEntry: false });
  return at ? `${at.ino} ${at.mtimeMs} ${at.size}` : null;
}

function makeForDemo(file: string): string {
  if (!isDemo())
    throw new KeyRingProblem(
      `没有密钥 · There are no keys for sensitive fields in ${file}: put the copy you kept there; only for new records run qh keys add once, and keep a copy apart from the backups.`,
    );
  writeRing(ringWith("demo", newRingKey(1), newIndexSecret()), "if-none");
  return stampOf(file) ?? "";
}

function parsed(text: string, from: string): KeyRing {
  const broken = new KeyRingProblem(`密钥文件无法读取 · ${from} is no key ring: put the copy you kept in its place.`);
  let stored: StoredRing;
  try {
    stored = JSON.parse(text) as StoredRing;
  } catch {
    throw broken;
  }
  if (stored.format !== 1 || !Array.isArray(stored.keys) || typeof stored.index !== "string") throw broken;
  const keys = new Map(stored.keys.map((key) => [key.id, { ...key, secret: Buffer.from(key.secret, "base64") }]));
  const indexSecret = Buffer.from(stored.index, "base64");
  if (!keys.has(stored.active) || !isIndexSecret(indexSecret) || ![...keys.values()].every(isSecret)) throw broken;
  return { origin: stored.origin, activeId: stored.active, keys, indexSecret };
}

/** `k3-9f2c41`: the number tells people the order, the rest keeps rings of two installations apart. */
export function newRingKey(number: number, algorithm = CURRENT_ALGORITHM): RingKey {
  const id = `k${number}-${randomBytes(3).toString("hex")}`;
  return { id, algorithm, secret: newSecret(algorithm), madeAt: now().toISOString(), retiredAt: null };
}

const ringWith = (origin: KeyRing["origin"], key: RingKey, indexSecret: Buffer): KeyRing => ({
  origin,
  activeId: key.id,
  keys: new Map([[key.id, key]]),
  indexSecret,
});

/** A ring where there is none: its owner made it on purpose. False where there is one. */
export function makeOwnRing(): boolean {
  requireFile();
  isLookedAt = false;
  if (stampOf(keyRingFile()) !== null) return false;
  return alone(() => {
    if (stampOf(keyRingFile()) !== null) return false;
    writeRing(ringWith("own", newRingKey(1), newIndexSecret()), "if-none");
    return true;
  });
}

/** Another key, which seals from now on; the others keep opening. Returns its id. */
export function addRingKey(): string {
  requireFile();
  keyRing();
  return changeRing((ring) => {
    const key = newRingKey(ring.keys.size + 1);
    return { ring: { ...ring, activeId: key.id, keys: new Map([...ring.keys, [key.id, key]]) }, value: key.id };
  });
}

/** Marks keys that no row uses any longer. */
export function retireRingKeys(ids: readonly string[]): void {
  if (inEnvironment() !== null) return;
  const at = now().toISOString();
  changeRing((ring) => {
    const keys = [...ring.keys.values()].map((key) =>
      ids.includes(key.id) && key.id !== ring.activeId ? { ...key, retiredAt: key.retiredAt ?? at } : key,
    );
    return { ring: { ...ring, keys: new Map(keys.map((key) => [key.id, key])) }, value: undefined };
  });
}

/** From the ring as it lies there now to another: a key that somebody else adds at the same moment must never be lost. */
function changeRing<T>(change: (ring: KeyRing) => { readonly ring: KeyRing; readonly value: T }): T {
  const file = keyRingFile();
  return alone((isMine) => {
    const before = readFileSync(file, "utf8");
    const { ring, value } = change(parsed(before, file));
    writeRing(ring, "replace", () => isMine() && readFileSync(file, "utf8") === before);
    return value;
  });
}

function alone<T>(work: (isMine: () => boolean) => T): T {
  try {
    mkdirSync(dirname(keyRingFile()), { recursive: true });
    return oneAtATime(keyRingFile(), work);
  } catch (error) {
    if (error instanceof StillHeld) throw inUse();
    throw error;
  }
}

const inUse = () =>
  new KeyRingProblem(
    `密钥正被另一进程更改，未作任何更改 · ${keyRingFile()} is being changed by another process and nothing was changed here: try again.`,
  );

function requireFile(): void {
  if (inEnvironment() !== null)
    throw new KeyRingProblem(
      "密钥由 QUARTERHOUR_KEYS 给出 · The ring stands in QUARTERHOUR_KEYS itself: change it where that is set.",
    );
}

/** Whole or not at all, readable by its owner alone. */
function writeRing(ring: KeyRing, how: "if-none" | "replace", isUnchanged = () => true): void {
  isLookedAt = false;
  const file = keyRingFile();
  const stored: StoredRing = {
    format: 1,
    origin: ring.origin,
    active: ring.activeId,
    keys: [...ring.keys.values()].map((key) => ({ ...key, secret: key.secret.toString("base64") })),
    index: ring.indexSecret.toString("base64"),
  };
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${randomBytes(4).toString("hex")}`;
  const handle = openSync(draft, "wx", 0o600);
  try {
    writeSync(handle, `${JSON.stringify(stored, null, 2)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  try {
    if (!isUnchanged()) throw inUse();
    if (how === "replace") renameSync(draft, file);
    else linkSync(draft, file);
  } catch (error) {
    // Somebody else made the ring a moment earlier: theirs holds.
    if (how === "replace" || !(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  chmodSync(file, 0o600);
}
