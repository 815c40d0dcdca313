import { deflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { FileRefused } from "~/platform/file-kind.server";
import { checkZip } from "~/platform/zip-bounds.server";

interface Packed {
  readonly name: string;
  readonly packed: Buffer;
  readonly size: number;
  readonly method?: number;
  readonly localMethod?: number;
}

/** A zip as a liar would write it: every number is given. */
function zipOf(entries: readonly Packed[]): Uint8Array {
  const parts: Buffer[] = [];
  const contents: Buffer[] = [];
  let at = 0;
  for (const { name, packed, size, method = 8, localMethod = method } of entries) {
    const title = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(localMethod, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(size, 22);
    local.writeUInt16LE(title.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(size, 24);
    entry.writeUInt16LE(title.length, 28);
    entry.writeUInt32LE(at, 42);
    parts.push(local, title, packed);
    contents.push(entry, title);
    at += local.length + title.length + packed.length;
  }
  const list = Buffer.concat(contents);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...parts, list, end]));
}

const refusalOf = (bytes: Uint8Array): string => {
  try {
    checkZip(bytes);
    return "taken";
  } catch (error) {
    if (error instanceof FileRefused) return error.refusal.code;
    throw error;
  }
};

const SPACES = Buffer.alloc(8_000_000, " ");
const swollen = deflateRawSync(SPACES);
/** Real bytes that make the file large enough for a bomb to be worth a look. */
const noise = Buffer.alloc(800_000, (Math.sqrt(2) * 1e15).toString(36));

test("a zip that says what is in it is taken", () => {
  const honest = zipOf([
    { name: "xl/workbook.xml", packed: swollen, size: SPACES.length },
    { name: "noise", packed: noise, size: noise.length, method: 0 },
  ]);
  expect(checkZip(honest)).toEqual(["xl/workbook.xml", "noise"]);
});

test("a packer that promises less than comes out is stopped at what it promised", () => {
  const liar = zipOf([
    { name: "xl/workbook.xml", packed: swollen, size: 1000 },
    { name: "noise", packed: noise, size: noise.length, method: 0 },
  ]);
  expect(refusalOf(liar)).toBe("swells");
});

test("many entries that lie are looked at even where the file is small", () => {
  const entry = { name: "a", packed: deflateRawSync(SPACES.subarray(0, 2_000_000)), size: 1000 };
  expect(refusalOf(zipOf(Array.from({ length: 400 }, () => entry)))).toBe("swells");
});

test("one that calls an entry stored in its list and packed beside it is damaged", () => {
  const two = zipOf([{ name: "xl/workbook.xml", packed: noise, size: noise.length, method: 0, localMethod: 8 }]);
  expect(refusalOf(two)).toBe("damaged");
});

test("cut off, locked, or promising more than deflate can make: each is refused in its own words", () => {
  const honest = zipOf([{ name: "xl/a", packed: swollen, size: SPACES.length }]);
  expect(refusalOf(honest.subarray(0, honest.length - 30))).toBe("damaged");
  expect(refusalOf(zipOf([{ name: "xl/a", packed: swollen, size: 0xfffffff }]))).toBe("damaged");
  const locked = honest.slice();
  const entry = Buffer.from(locked).lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  locked[entry + 8] = 1;
  expect(refusalOf(locked)).toBe("password");
});
