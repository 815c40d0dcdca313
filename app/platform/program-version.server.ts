import { readFileSync } from "node:fs";
import { resolve } from "node:path";

let known: string | undefined;

/**
 * Which program answers, in a few letters: what its sources were when it was built. It stands in every tag of an answer, so
 * that a browser or a script does not keep the figures of a kernel that has been mended since. Without a build (development,
 * tests) every process is a program of its own.
 */
export function programVersion(): string {
  return (known ??= builtFrom() ?? `${process.pid.toString(36)}${Date.now().toString(36)}`);
}

function builtFrom(): string | null {
  try {
    return readFileSync(resolve("build/source-hash"), "utf8").trim().slice(0, 12) || null;
  } catch {
    return null;
  }
}
