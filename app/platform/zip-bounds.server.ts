import { constants, inflateRawSync } from "node:zlib";
import { FileRefused, LIMITS } from "./file-kind.server";

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const DEFLATED = 8;
/** Deflate makes no more than 1,032 bytes of one. */
const MOST_SWELL = 1032;

export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  /** where its local header stands */
  readonly at: number;
}

/**
 * Refuses a zip that is cut off, locked by a password, or would swell past the limit; the names in it. A packer may lie about
 * sizes: what could swell past the limit is unpacked once, and stopped at the size it said.
 */
export function checkZip(bytes: Uint8Array): readonly string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = entriesOf(bytes, view);
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  if (total > LIMITS.unzippedBytes || entries.length > 5000) throw swells(total);
  const couldSwellTo = bytes.length * MOST_SWELL * Math.max(1, entries.length);
  if (couldSwellTo > LIMITS.unzippedBytes) for (const entry of entries) checkSize(bytes, view, entry);
  return entries.map(({ name }) => name);
}

const damaged = () => new FileRefused({ code: "damaged", kind: "xlsx" });
const swells = (size: number) => new FileRefused({ code: "swells", bytes: size, limit: LIMITS.unzippedBytes });

/** The table of contents at the file's end, as the packer says it. */
export function entriesOf(bytes: Uint8Array, view: DataView): ZipEntry[] {
  let end = -1;
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 65_557); at--) {
    if (view.getUint32(at, true) === END) {
      end = at;
      break;
    }
  }
  if (end < 0) throw damaged();
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const entries: ZipEntry[] = [];
  for (let entry = 0; entry < count; entry++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY) throw damaged();
    if (view.getUint16(at + 8, true) & 1) throw new FileRefused({ code: "password" });
    const method = view.getUint16(at + 10, true);
    const packed = view.getUint32(at + 20, true);
    const size = view.getUint32(at + 24, true);
    if (size > packed * 1100 + 1024 || (method === 0 && size !== packed)) throw damaged();
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    entries.push({ name, method, packed, size, at: view.getUint32(at + 42, true) });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/** Unpacks what a reader would, wherever the packed bytes say they end, and never more than the size that was promised. */
function checkSize(bytes: Uint8Array, view: DataView, { method, size, at }: ZipEntry): void {
  if (at + 30 > bytes.length || view.getUint32(at, true) !== LOCAL || view.getUint16(at + 8, true) !== method) throw damaged();
  if (method !== DEFLATED) return;
  const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  try {
    const unpacked = inflateRawSync(bytes.subarray(from), {
      maxOutputLength: Math.max(1, size),
      finishFlush: constants.Z_SYNC_FLUSH,
    });
    if (unpacked.length !== size) throw damaged();
  } catch (error) {
    if (error instanceof FileRefused) throw error;
    throw error instanceof RangeError ? swells(size) : damaged();
  }
}
