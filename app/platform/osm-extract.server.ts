import { open, stat, type FileHandle } from "node:fs/promises";
import { promisify } from "node:util";
import { inflate } from "node:zlib";
import { OSMTransform, parse } from "osm-pbf-parser-node";
import Pbf from "pbf";

/** What the parser hands on, one object a node, way or relation; the file's header has none of these types. */
export type OsmItem =
  | { readonly type: "node"; readonly id: number; readonly lat: number; readonly lon: number; readonly tags?: OsmTags }
  | { readonly type: "way"; readonly id: number; readonly refs: readonly number[]; readonly tags?: OsmTags }
  | { readonly type: "relation" | undefined };
export type OsmTags = Readonly<Record<string, string>>;

/** What is wrong with a file, told apart so that a person knows what to do. */
export type OsmFileProblem =
  | { readonly kind: "no-such-file" }
  | { readonly kind: "file-unreadable"; readonly code: string }
  | {
      readonly kind: "not-osm-pbf";
      readonly looksLike: "osm-xml" | "zip" | "gzip" | "json" | "picture" | "text" | "empty" | "folder" | "something-else";
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
  readonly nodeTags?: readonly string[] | "all";
  readonly wayTags?: readonly string[];
  readonly progress?: (bytesRead: number, bytes: number) => void;
  readonly signal?: AbortSignal;
}

/** Reads every item of an .osm.pbf file in the file's order. A file that ends too early is an error, never a smaller city. */
export async function readOsmExtract(path: string, options: ReadOptions, each: (item: OsmItem) => void): Promise<void> {
  const size = await sizeOf(path);
  const file = await opened(path);
  const rules = new OSMTransform({
    withTags: { node: kept(options.nodeTags), way: kept(options.wayTags), relation: false },
    withInfo: false,
  });
  let at = 0;
  try {
    const start = await bytesAt(file, 0, Math.min(size, BEGINNING));
    if (!isOsmPbf(start)) throw new OsmFileError({ kind: "not-osm-pbf", looksLike: looksLike(start, size) });
    while (at < size) {
      options.signal?.throwIfAborted();
      const { type, data, end } = await blockAt(file, at, size);
      if (type === "OSMData") for (const item of itemsOf(data, rules, options.nodeTags !== undefined)) each(item);
      at = end;
      options.progress?.(at, size);
    }
  } catch (error) {
    if (error instanceof OsmFileError || options.signal?.aborted || !isAboutTheFile(error)) throw error;
    throw new OsmFileError({ kind: "damaged", atByte: at, size });
  } finally {
    await file.close();
  }
}

class Damaged extends Error {}

/** Reader and zlib throw plain errors at bytes that make no sense; what the machine itself says has a `syscall`. */
const isAboutTheFile = (error: unknown): boolean => error instanceof Error && !("syscall" in error);

async function bytesAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, at);
  if (bytesRead < length) throw new Damaged("ends too early");
  return buffer;
}

/** Largest header and largest block the format allows; a number beyond them is damage, not a wish for memory. */
const HEADER_LIMIT = 64 * 1024;
const BLOCK_LIMIT = 32 * 1024 * 1024;

interface Block {
  readonly type: string;
  readonly data: Uint8Array;
  readonly end: number;
}

/** A block: four bytes that say how long its header is, the header with the type and the length of the data, the data. */
async function blockAt(file: FileHandle, at: number, size: number): Promise<Block> {
  const headerLength = (await bytesAt(file, at, 4)).readUInt32BE(0);
  if (headerLength > HEADER_LIMIT) throw new Damaged(`a header of ${headerLength} bytes`);
  const header = new Pbf(await bytesAt(file, at + 4, headerLength)).readFields(
    (field, into, pbf) => {
      if (field === 1) into.type = pbf.readString();
      else if (field === 3) into.length = pbf.readVarint(true);
    },
    { type: "", length: -1 },
  );
  const start = at + 4 + headerLength;
  const isPossible = header.length >= 0 && header.length <= BLOCK_LIMIT && start + header.length <= size;
  if (!isPossible || header.type === "") throw new Damaged(`a block «${header.type}» of ${header.length} bytes`);
  return { type: header.type, data: await unpacked(await bytesAt(file, start, header.length)), end: start + header.length };
}

const inflated = promisify(inflate);

async function unpacked(blob: Buffer): Promise<Uint8Array> {
  const found = new Pbf(blob).readFields<{ raw?: Uint8Array; zlib?: Uint8Array; other?: number }>((field, into, pbf) => {
    if (field === 1) into.raw = pbf.readBytes();
    else if (field === 3) into.zlib = pbf.readBytes();
    else if (field > 3) into.other = field;
  }, {});
  if (found.raw) return found.raw;
  if (found.zlib) return inflated(found.zlib, { maxOutputLength: BLOCK_LIMIT });
  if (found.other !== undefined) throw new OsmFileError({ kind: "packing-unknown" });
  throw new Damaged("a block of nothing");
}

function itemsOf(data: Uint8Array, rules: OSMTransform, withNodeTags: boolean): readonly OsmItem[] {
  if (withNodeTags && !hasWholeTags(data)) throw new Damaged("tags without an end");
  return parse(Buffer.from(data.buffer, data.byteOffset, data.byteLength), rules) as readonly OsmItem[];
}

/**
 * Dense nodes write their tags one after another, each node's ended by a 0. The reader looks for that 0 without end, so a
 * block that holds fewer than it has nodes must not reach it.
 */
function hasWholeTags(data: Uint8Array): boolean {
  let isWhole = true;
  new Pbf(data).readFields((blockField, _none, block) => {
    if (blockField !== 2) return;
    block.readMessage((groupField, _nothing, group) => {
      if (groupField !== 2) return;
      const dense = group.readMessage<{ ids: number[]; tags: number[] }>(
        (field, into, pbf) => {
          if (field === 1) pbf.readPackedSVarint(into.ids);
          else if (field === 10) pbf.readPackedVarint(into.tags, true);
        },
        { ids: [], tags: [] },
      );
      let ended = 0;
      for (let i = 0; i < dense.tags.length; i++) {
        if (dense.tags[i] === 0) ended++;
        else i++;
      }
      isWhole &&= dense.tags.length === 0 || (ended >= dense.ids.length && dense.tags.at(-1) === 0);
    }, null);
  }, null);
  return isWhole;
}

const kept = (tags: ReadOptions["nodeTags"]): string[] | boolean => (tags === "all" ? true : tags ? [...tags] : false);

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(notThere);
  if (found.isFile()) return found.size;
  throw new OsmFileError({ kind: "not-osm-pbf", looksLike: found.isDirectory() ? "folder" : "something-else" });
}

const opened = (path: string): Promise<FileHandle> => open(path).catch(notThere);

/** What the machine says of a name that was typed: there is no such file, or it may not be read. */
function notThere(error: NodeJS.ErrnoException): never {
  const code = error.code ?? "";
  if (["ENOENT", "ENOTDIR", "ENAMETOOLONG"].includes(code)) throw new OsmFileError({ kind: "no-such-file" });
  if (["EACCES", "EPERM", "ELOOP", "EIO"].includes(code)) throw new OsmFileError({ kind: "file-unreadable", code });
  throw error;
}

const BEGINNING = 64;

/** An .osm.pbf file begins with the length of a block header that names itself «OSMHeader». */
const isOsmPbf = (start: Buffer): boolean =>
  start.length >= 15 && start.readUInt32BE(0) < HEADER_LIMIT && start.includes("OSMHeader");

function looksLike(start: Buffer, size: number) {
  if (size === 0) return "empty";
  if (start[0] === 0x50 && start[1] === 0x4b) return "zip";
  if (start[0] === 0x1f && start[1] === 0x8b) return "gzip";
  if (start.readUIntBE(0, Math.min(3, size)) === 0xffd8ff || start.includes("PNG\r\n")) return "picture";
  const text = start.toString("utf8").trimStart();
  if (text.startsWith("<?xml") || text.startsWith("<osm")) return "osm-xml";
  if (text.startsWith("{") || text.startsWith("[")) return "json";
  return start.every((byte) => byte >= 9 && byte !== 0x7f) ? "text" : "something-else";
}
