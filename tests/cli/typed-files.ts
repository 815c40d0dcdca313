import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll } from "vitest";
import { throwAwayFolder } from "../../scripts/throw-away.mjs";
import { InputRefused, sentenceFor } from "~/cli/bad-input";

/** A folder that a command is typed in, for one test file; `put` writes a file there and returns its name as typed. */
export function typedFiles() {
  const place = throwAwayFolder();
  process.env.QUARTERHOUR_TYPED_IN = place.folder;
  afterAll(() => place.remove());
  return {
    put(name: string, content: string | Uint8Array): string {
      writeFileSync(join(place.folder, name), content);
      return name;
    },
  };
}

/** The sentence a person would read, or what came out when nothing was refused. */
export async function refusalOf(work: Promise<unknown>): Promise<string> {
  try {
    return `accepted: ${JSON.stringify(await work)}`;
  } catch (error) {
    if (error instanceof InputRefused) return sentenceFor(error.bad);
    throw error;
  }
}
