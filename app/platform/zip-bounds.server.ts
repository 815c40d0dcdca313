import { FileRefused, LIMITS } from "./file-kind.server";

const END = 0x06054b50;
const ENTRY = 0x02014b50;

/**
 * Reads only the table of contents of a zip: refuses what is cut off, locked by a password, or would swell past the limit.
 * A packer may lie about sizes, so what it says is also held against the most deflate can do (1,032 to 1).
 */
export function checkZip(bytes: Uint8Array): readonly string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = -1;
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 65_557); at--) {
    if (view.getUint32(at, true) === END) {
      end = at;
      break;
    }
  }
  if (end < 0) throw new FileRefused({ code: "damaged", kind: "xlsx" });
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const names: string[] = [];
  let total = 0;
  for (let entry = 0; entry < count; entry++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY) throw new FileRefused({ code: "damaged", kind: "xlsx" });
    if (view.getUint16(at + 8, true) & 1) throw new FileRefused({ code: "password" });
    const packed = view.getUint32(at + 20, true);
    const size = view.getUint32(at + 24, true);
    const isStored = view.getUint16(at + 10, true) === 0;
    total += size;
    if (size > packed * 1100 + 1024 || (isStored && size !== packed)) throw new FileRefused({ code: "damaged", kind: "xlsx" });
    const nameLength = view.getUint16(at + 28, true);
    names.push(new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)));
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  if (total > LIMITS.unzippedBytes || count > 5000)
    throw new FileRefused({ code: "swells", bytes: total, limit: LIMITS.unzippedBytes });
  return names;
}
