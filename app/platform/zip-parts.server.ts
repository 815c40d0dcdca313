import { crc32, deflateRawSync, inflateRawSync } from "node:zlib";
import { FileRefused } from "./file-kind.server";
import { checkZip, entriesOf, type ZipEntry } from "./zip-bounds.server";

const [LOCAL, CENTRAL, END] = [0x04034b50, 0x02014b50, 0x06054b50];
const DEFLATED = 8;
/** Names in UTF-8. */
const UTF8 = 0x800;
/** 1 January 1980: a zip needs a day, and ours says none. */
const NO_DAY = 0x21;

/** A zip whose parts are read by name, and put back with some of them changed; the others stay as they are, byte for byte. */
export class ZipParts {
  private readonly entries: readonly ZipEntry[];
  readonly names: readonly string[];

  /** @param mostBytes what one part may hold unpacked */
  constructor(
    private readonly bytes: Uint8Array,
    private readonly mostBytes: number,
  ) {
    this.names = checkZip(bytes);
    this.entries = entriesOf(bytes, this.view);
  }

  has(name: string): boolean {
    return this.names.includes(name);
  }

  /** The words of a part, "" where there is none. */
  text(name: string): string {
    const entry = this.entries.find((each) => each.name === name);
    return entry ? new TextDecoder().decode(this.unpacked(entry)) : "";
  }

  /** The same zip with these parts in other words; a name that is not there yet is added. */
  with(changes: ReadonlyMap<string, string>): Uint8Array<ArrayBuffer> {
    const pieces: Uint8Array[] = [];
    const contents: Uint8Array[] = [];
    let at = 0;
    const put = (name: string, method: number, crc: number, packed: Uint8Array, size: number) => {
      const spoken = new TextEncoder().encode(name);
      const header = new DataView(new ArrayBuffer(30));
      header.setUint32(0, LOCAL, true);
      fields(header, 4, { method, crc, packed: packed.length, size, name: spoken.length });
      const central = new DataView(new ArrayBuffer(46));
      central.setUint32(0, CENTRAL, true);
      central.setUint16(4, 20, true);
      fields(central, 6, { method, crc, packed: packed.length, size, name: spoken.length });
      central.setUint32(42, at, true);
      pieces.push(new Uint8Array(header.buffer), spoken, packed);
      contents.push(new Uint8Array(central.buffer), spoken);
      at += 30 + spoken.length + packed.length;
    };
    const names = [...new Set([...this.names, ...changes.keys()])];
    for (const name of names) {
      const words = changes.get(name);
      const entry = this.entries.find((each) => each.name === name);
      if (words === undefined && entry) put(name, entry.method, this.crcOf(entry), this.packed(entry), entry.size);
      else {
        const plain = new TextEncoder().encode(words ?? "");
        put(name, DEFLATED, crc32(plain), deflateRawSync(plain), plain.length);
      }
    }
    const end = new DataView(new ArrayBuffer(22));
    end.setUint32(0, END, true);
    end.setUint16(8, names.length, true);
    end.setUint16(10, names.length, true);
    end.setUint32(
      12,
      contents.reduce((sum, { length }) => sum + length, 0),
      true,
    );
    end.setUint32(16, at, true);
    return new Uint8Array(Buffer.concat([...pieces, ...contents, new Uint8Array(end.buffer)]));
  }

  private get view(): DataView {
    return new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.byteLength);
  }

  private packed({ at, packed }: ZipEntry): Uint8Array {
    const { view } = this;
    if (at + 30 > this.bytes.length || view.getUint32(at, true) !== LOCAL) throw damaged();
    const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
    if (from + packed > this.bytes.length) throw damaged();
    return this.bytes.subarray(from, from + packed);
  }

  private unpacked(entry: ZipEntry): Uint8Array {
    if (entry.size > this.mostBytes) throw new FileRefused({ code: "swells", bytes: entry.size, limit: this.mostBytes });
    const packed = this.packed(entry);
    if (entry.method !== DEFLATED) return packed;
    try {
      return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) });
    } catch {
      throw damaged();
    }
  }

  /** Made from what is in it: a packer may leave it out of the local header. */
  private crcOf(entry: ZipEntry): number {
    return crc32(this.unpacked(entry));
  }
}

const damaged = () => new FileRefused({ code: "damaged", kind: "xlsx" });

interface Said {
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly name: number;
}

/** What a local header and a line of the contents say alike. */
function fields(view: DataView, from: number, { method, crc, packed, size, name }: Said): void {
  view.setUint16(from, 20, true);
  view.setUint16(from + 2, UTF8, true);
  view.setUint16(from + 4, method, true);
  view.setUint16(from + 8, NO_DAY, true);
  view.setUint32(from + 10, crc, true);
  view.setUint32(from + 14, packed, true);
  view.setUint32(from + 18, size, true);
  view.setUint16(from + 22, name, true);
}
