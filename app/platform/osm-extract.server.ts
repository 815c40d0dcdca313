import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { OSMTransform } from "osm-pbf-parser-node";

/** What the parser hands on, one object a node, way or relation; the file's header has none of these types. */
export type OsmItem =
  | { readonly type: "node"; readonly id: number; readonly lat: number; readonly lon: number; readonly tags?: OsmTags }
  | { readonly type: "way"; readonly id: number; readonly refs: readonly number[]; readonly tags?: OsmTags }
  | { readonly type: "relation" | undefined };
type OsmTags = Readonly<Record<string, string>>;

/** What is wrong with a file, told apart so that a person knows what to do. */
export type OsmFileProblem =
  | { readonly kind: "no-such-file" }
  | {
      readonly kind: "not-osm-pbf";
      readonly looksLike: "osm-xml" | "zip" | "gzip" | "json" | "text" | "empty" | "something-else";
    }
  | { readonly kind: "damaged"; readonly atByte: number; readonly size: number }
  | { readonly kind: "packing-unknown" };

export class OsmFileError extends Error {
  constructor(readonly problem: OsmFileProblem) {
    super(`street file: ${problem.kind}`);
  }
}

export interface ReadOptions {
  /** tags kept, for the items that are asked for; the others come without */
  readonly nodeTags?: readonly string[];
  readonly wayTags?: readonly string[];
  readonly progress?: (bytesRead: number, bytes: number) => void;
  readonly signal?: AbortSignal;
}

/** Reads every item of an .osm.pbf file in the file's order. A file that ends too early is an error, never a smaller city. */
export async function readOsmExtract(path: string, options: ReadOptions, each: (item: OsmItem) => void): Promise<void> {
  const size = await sizeOf(path);
  await checkBeginning(path, size);
  let read = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      read += chunk.length;
      options.progress?.(read, size);
      done(null, chunk);
    },
  });
  const parser = new OSMTransform({
    withTags: { node: kept(options.nodeTags), way: kept(options.wayTags), relation: false },
    withInfo: false,
  });
  try {
    await pipeline(
      createReadStream(path),
      counted,
      parser,
      async (batches: AsyncIterable<readonly OsmItem[]>) => {
        for await (const batch of batches) for (const item of batch) each(item);
      },
      options.signal ? { signal: options.signal } : {},
    );
  } catch (error) {
    if (options.signal?.aborted) throw error;
    if (error instanceof Error && /not implemented/.test(error.message)) throw new OsmFileError({ kind: "packing-unknown" });
    throw new OsmFileError({ kind: "damaged", atByte: read, size });
  }
}

const kept = (tags: readonly string[] | undefined): string[] | boolean => (tags ? [...tags] : false);

async function sizeOf(path: string): Promise<number> {
  try {
    const found = await stat(path);
    if (found.isFile()) return found.size;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR"))) throw error;
  }
  throw new OsmFileError({ kind: "no-such-file" });
}

const BEGINNING = 64;

/** An .osm.pbf file begins with the length of a block header that names itself «OSMHeader». */
async function checkBeginning(path: string, size: number): Promise<void> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(BEGINNING), 0, BEGINNING, 0);
    const start = buffer.subarray(0, bytesRead);
    if (bytesRead >= 15 && start.readUInt32BE(0) < 65_536 && start.includes("OSMHeader")) return;
    throw new OsmFileError({ kind: "not-osm-pbf", looksLike: looksLike(start, size) });
  } finally {
    await file.close();
  }
}

function looksLike(start: Buffer, size: number) {
  if (size === 0) return "empty";
  if (start[0] === 0x50 && start[1] === 0x4b) return "zip";
  if (start[0] === 0x1f && start[1] === 0x8b) return "gzip";
  const text = start.toString("utf8").trimStart();
  if (text.startsWith("<?xml") || text.startsWith("<osm")) return "osm-xml";
  if (text.startsWith("{") || text.startsWith("[")) return "json";
  return start.every((byte) => byte >= 9 && byte !== 0x7f) ? "text" : "something-else";
}
