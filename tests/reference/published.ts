import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/** Lies beside the project and is never copied into it; `npm test` and `npm run reference` work without it. */
const REFERENCE = join("..", "shared", "reference");

export interface Answer {
  readonly what: string;
  readonly measured: number;
  readonly published: number;
  /** decimals of the published figure */
  readonly decimals: number;
}

declare module "vitest" {
  interface TaskMeta {
    answers?: Answer[];
  }
}

/**
 * One test per published table: every measured figure, rounded as the published one, equals it. `npm run reference` prints the
 * two side by side. Without its files the test is skipped, and its name says which are missing.
 */
export function published(name: string, files: readonly string[], answers: (read: readonly string[]) => Answer[]): void {
  const paths = files.map((file) => join(REFERENCE, file));
  const missing = paths.filter((path) => !existsSync(path));
  const title = missing.length > 0 ? `${name} (missing: ${missing.join(", ")})` : name;
  test.skipIf(missing.length > 0)(title, ({ task }) => {
    const found = answers(paths);
    task.meta.answers = found;
    expect(found.map(({ what, measured, decimals }) => [what, measured.toFixed(decimals)])).toEqual(
      found.map(({ what, published: figure, decimals }) => [what, figure.toFixed(decimals)]),
    );
  });
}
