import fc from "fast-check";
import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import {
  blindIndex,
  isSealed,
  keyIdOf,
  keyIdOfFile,
  NotOpened,
  open,
  openPieces,
  seal,
  sealPieces,
} from "~/platform/cipher.server";
import { newRingKey, type KeyRing } from "~/platform/key-ring.server";

function ringOf(count: number, active = count): KeyRing {
  const keys = Array.from({ length: count }, (_, at) => newRingKey(at + 1));
  return {
    origin: "own",
    activeId: keys[active - 1]!.id,
    keys: new Map(keys.map((key) => [key.id, key])),
    indexSecret: randomBytes(32),
  };
}

const PLACE = "person_sensitive.cipher.00000000-0000-7000-8000-000000000001";

test("whatever is sealed opens at its own place, and nothing of it shows", () => {
  const ring = ringOf(2);
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), fc.string({ maxLength: 60 }), (plain, place) => {
      const sealed = seal(plain, place, ring);
      expect(open(sealed, place, ring)).toBe(plain);
      expect(isSealed(sealed) && keyIdOf(sealed)).toBe(ring.activeId);
      if (plain.length > 5) expect(sealed).not.toContain(plain);
    }),
  );
});

test("the same value is never sealed twice the same", () => {
  const ring = ringOf(1);
  expect(new Set(Array.from({ length: 1000 }, () => seal("410105199001011233", PLACE, ring))).size).toBe(1000);
});

test("a value moved to another row or column does not open", () => {
  const ring = ringOf(1);
  const sealed = seal("13812345678", PLACE, ring);
  for (const place of [
    PLACE.replace(/1$/, "2"),
    PLACE.replace("cipher", "note"),
    PLACE.replace("person", "contact"),
    "",
    `${PLACE} `,
  ])
    expect(() => open(sealed, place, ring)).toThrow(NotOpened);
});

test("another key, a missing key and a key under another's name open nothing", () => {
  const ring = ringOf(1);
  const sealed = seal("13812345678", PLACE, ring);
  expect(() => open(sealed, PLACE, ringOf(1))).toThrow(/key-missing/);
  const other = newRingKey(1);
  const renamed = new Map([[ring.activeId, { ...other, id: ring.activeId }]]);
  expect(() => open(sealed, PLACE, { ...ring, keys: renamed })).toThrow(/not-authentic/);
});

test("one changed letter anywhere, or a cut anywhere, is refused", () => {
  const ring = ringOf(1);
  const sealed = seal("410105199001011233", PLACE, ring);
  const start = sealed.lastIndexOf(".") + 1;
  fc.assert(
    fc.property(
      fc.integer({ min: start, max: sealed.length - 1 }),
      fc.constantFrom("A", "b", "7", "_", "=", " "),
      (at, letter) => {
        fc.pre(sealed[at] !== letter);
        expect(() => open(sealed.slice(0, at) + letter + sealed.slice(at + 1), PLACE, ring)).toThrow(NotOpened);
        expect(() => open(sealed.slice(0, at), PLACE, ring)).toThrow(NotOpened);
      },
    ),
    { numRuns: 500 },
  );
  for (const text of ["", "sealed", "sealed.", "sealed..", "13812345678", `${sealed}.x`, sealed.slice(7)])
    expect(() => open(text, PLACE, ring)).toThrow(NotOpened);
});

test("what does not open is told without the value and without its ciphertext", () => {
  const sealed = seal("13812345678", PLACE, ringOf(1));
  try {
    open(sealed, PLACE, ringOf(1));
    expect.unreachable();
  } catch (error) {
    expect(String(error)).not.toContain(sealed.slice(20));
    expect(String(error)).not.toContain("1381234");
  }
});

test("old keys keep opening after another has become the active one", () => {
  const ring = ringOf(3, 1);
  const sealed = seal("13812345678", PLACE, ring);
  const later: KeyRing = { ...ring, activeId: [...ring.keys.keys()][2]! };
  expect(open(sealed, PLACE, later)).toBe("13812345678");
  expect(keyIdOf(seal("13812345678", PLACE, later))).not.toBe(keyIdOf(sealed));
});

test("a blind index depends on purpose, value and its own key, and on nothing else", () => {
  const ring = ringOf(1);
  expect(blindIndex("phone", "13812345678", ring)).toBe(
    blindIndex("phone", "13812345678", { ...ringOf(1), indexSecret: ring.indexSecret }),
  );
  const all = [
    blindIndex("phone", "13812345678", ring),
    blindIndex("phone", "13812345679", ring),
    blindIndex("identity-number", "13812345678", ring),
    blindIndex("phone1", "3812345678", ring),
    blindIndex("phone", "13812345678", ringOf(1)),
  ];
  expect(new Set(all).size).toBe(all.length);
});

const LONG = 64 * 1024;
async function* inBits(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}
async function allOf(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

test("a sealed file opens whole at its own place, however it comes, and says which key it needs", async () => {
  const ring = ringOf(2);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(0, 1, 15, LONG - 1, LONG, LONG + 1, 2 * LONG, 2 * LONG + 77),
      fc.integer({ min: 1_000, max: 100_000 }),
      fc.integer({ min: 1_000, max: 100_000 }),
      async (length, bit, otherBit) => {
        const plain = randomBytes(length);
        const sealed = await allOf(sealPieces(inBits(plain, bit), PLACE, ring));
        expect(keyIdOfFile(sealed)).toBe(ring.activeId);
        expect((await allOf(openPieces(inBits(sealed, otherBit), PLACE, ring))).equals(plain)).toBe(true);
        if (length > 15) expect(sealed.includes(plain.subarray(0, 16))).toBe(false);
        await expect(allOf(openPieces(inBits(sealed, otherBit), `${PLACE}2`, ring))).rejects.toThrow(NotOpened);
      },
    ),
    { numRuns: 60 },
  );
});

test("a sealed file that was cut, lengthened, turned over or changed in one byte does not open", async () => {
  const ring = ringOf(1);
  const sealed = await allOf(sealPieces(inBits(randomBytes(2 * LONG + 500), 5_000), PLACE, ring));
  const head = sealed.indexOf("\n") + 1;
  const [first, second] = [sealed.subarray(head, head + LONG + 16), sealed.subarray(head + LONG + 16, head + 2 * (LONG + 16))];
  const rest = sealed.subarray(head + 2 * (LONG + 16));
  const begin = sealed.subarray(0, head);
  const broken = [
    ...[begin, Buffer.concat([begin, first]), Buffer.concat([begin, first, second]), sealed.subarray(0, -1)],
    ...[Buffer.concat([begin, second, first, rest]), Buffer.concat([begin, first, rest]), Buffer.concat([sealed, rest])],
    Buffer.concat([sealed, Buffer.from("x")]),
  ];
  for (const at of [20, head, head + LONG, head + LONG + 16, sealed.length - 1]) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    broken.push(changed);
  }
  for (const bytes of broken)
    await expect(allOf(openPieces(inBits(bytes, 9_999), PLACE, ring)), String(bytes.length)).rejects.toThrow(NotOpened);
  await expect(allOf(openPieces(inBits(sealed, 9_999), PLACE, ringOf(1)))).rejects.toThrow("key-missing");
  await expect(allOf(openPieces(inBits(Buffer.from("a,b\n1,2"), 9), PLACE, ring))).rejects.toThrow("not-sealed");
});
