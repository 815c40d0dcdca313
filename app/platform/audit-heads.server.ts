import { createReadStream } from "node:fs";
import { mkdir, open, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { dataFolder } from "./environment.server";

/** The number and hash of a sealed block, kept outside the database: who rewrites the one has yet to reach the other. */
export interface AuditHead {
  readonly number: bigint;
  readonly hash: string;
}

export const AUDIT_HEADS = "audit-heads.txt";

/** In the data folder; `qh audit verify --heads` takes a copy kept elsewhere. */
export const auditHeadsFile = (): string => join(dataFolder(), AUDIT_HEADS);

/** Far longer than a line. */
const TAIL = 4_096;
const LINE = /^(\d+) ([0-9a-f]{64})( |$)/;

export async function appendHeads(heads: readonly (AuditHead & { readonly sealedAt: Date })[]): Promise<void> {
  if (heads.length === 0) return;
  const file = auditHeadsFile();
  await mkdir(dirname(file), { recursive: true });
  const handle = await open(file, "a", 0o600);
  try {
    // A line that was cut short by a power failure was of a block that is among these heads again.
    const { size } = await handle.stat();
    const whole = await wholeLines(file, size);
    if (whole < size) await handle.truncate(whole);
    await handle.writeFile(heads.map(({ number, hash, sealedAt }) => `${number} ${hash} ${sealedAt.toISOString()}\n`).join(""));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Up to where the file holds whole lines. */
async function wholeLines(file: string, size: number): Promise<number> {
  const tail = await tailOf(file, size);
  const end = tail.lastIndexOf(0x0a) + 1;
  return size - tail.length + end;
}

async function tailOf(file: string, size: number): Promise<Buffer> {
  const handle = await open(file, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(TAIL), 0, TAIL, Math.max(0, size - TAIL));
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** The last block the file knows; 0 for none. */
export async function lastHeadNumber(): Promise<bigint> {
  const file = auditHeadsFile();
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size === 0) return 0n;
  const lines = (await tailOf(file, size)).toString("utf8").split("\n").slice(0, -1);
  return lines.reduce((last, line) => (LINE.test(line) ? BigInt(LINE.exec(line)?.[1] ?? 0) : last), 0n);
}

/** One head at a time, however long the file; a line that is none is named by its number. */
export async function* headsIn(file: string): AsyncGenerator<AuditHead | { readonly unreadable: number }> {
  let at = 0;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    at++;
    if (line.trim() === "") continue;
    const [, number, hash] = LINE.exec(line) ?? [];
    yield number && hash ? { number: BigInt(number), hash } : { unreadable: at };
  }
}
