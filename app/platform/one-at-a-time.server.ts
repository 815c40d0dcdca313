import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";

/** Whoever holds a lock does so for milliseconds: one this old was left behind by a kill. */
const LEFT_BEHIND_MS = 5_000;
const PATIENCE_MS = 20_000;
const LOOK_AGAIN_MS = 10;

/** Others hold the lock, one after another, for longer than anybody waits. */
export class StillHeld extends Error {}

/**
 * Does one short piece of work on a file while nobody else does, in whatever process, container or machine they share it. `isMine`
 * says whether that still holds: a process that slept for long asks before it changes anything.
 */
export function oneAtATime<T>(file: string, work: (isMine: () => boolean) => T): T {
  const lock = `${file}.lock`;
  const token = randomBytes(12).toString("hex");
  const isMine = () => contentOf(lock) === token;
  const deadline = performance.now() + PATIENCE_MS;
  while (!isTaken(lock, token)) {
    if (performance.now() > deadline) throw new StillHeld(`${lock} is held by others for longer than ${PATIENCE_MS / 1000} s`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_AGAIN_MS);
  }
  try {
    return work(isMine);
  } finally {
    if (isMine()) rmSync(lock, { force: true });
  }
}

/** Ages are told by the clock of the disk, which all who share it have in common. */
function isTaken(lock: string, token: string): boolean {
  const draft = `${lock}.${token}`;
  writeFileSync(draft, token, { mode: 0o600 });
  try {
    linkSync(draft, lock);
    return true;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    const holder = contentOf(lock);
    const held = statSync(lock, { throwIfNoEntry: false });
    if (held && statSync(draft).mtimeMs - held.mtimeMs > LEFT_BEHIND_MS) removeLeftBehind(lock, holder, `${draft}.old`);
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Taken away only if it is still the one that was looked at: another may have done so and taken the lock since. */
function removeLeftBehind(lock: string, holder: string | undefined, aside: string): void {
  try {
    renameSync(lock, aside);
    if (contentOf(aside) !== holder) linkSync(aside, lock);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "EEXIST"))) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
