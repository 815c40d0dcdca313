import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { addRingKey, keyRing, makeOwnRing, requireKeyRing, retireRingKeys } from "~/platform/key-ring.server";
import { openValue as open, sealValue as seal } from "~/platform/sealed-value.server";

let folder = "";
const before = { ...process.env };

/** Within one turn of the event loop the ring is looked at once. */
const nextTurn = () => new Promise((go) => setImmediate(go));

beforeEach(async () => {
  await nextTurn();
  folder = mkdtempSync(join(tmpdir(), "quarterhour-keys-"));
  process.env.QUARTERHOUR_DATA = folder;
  delete process.env.QUARTERHOUR_KEYS;
  delete process.env.QUARTERHOUR_MODE;
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  process.env = { ...before };
});

test("the demo makes its own ring at first use, readable by its owner alone, and keeps it", () => {
  const sealed = seal("13812345678", "a.b.c");
  expect(statSync(join(folder, "keys.json")).mode & 0o777).toBe(0o600);
  expect(open(sealed, "a.b.c")).toBe("13812345678");
  expect(keyRing().origin).toBe("demo");
});

test("production does not start without keys of its own, and says what to do in one sentence", () => {
  process.env.QUARTERHOUR_MODE = "production";
  expect(() => requireKeyRing()).toThrow(/run qh keys add once/);
  expect(makeOwnRing()).toBe(true);
  expect(makeOwnRing()).toBe(false);
  requireKeyRing();
  delete process.env.QUARTERHOUR_MODE;
  expect(() => requireKeyRing(), "and no demo starts with them").toThrow(/set QUARTERHOUR_MODE=production/);
});

test("production does not start with the keys of a demo", () => {
  keyRing();
  process.env.QUARTERHOUR_MODE = "production";
  expect(() => requireKeyRing()).toThrow(/made by demo mode/);
});

test("a key added elsewhere is found without a new start, and retired keys still open", () => {
  const old = seal("13812345678", "a.b.c");
  const first = keyRing().activeId;
  const second = addRingKey();
  expect(keyRing().activeId).toBe(second);
  retireRingKeys([first, second]);
  expect(keyRing().keys.get(first)?.retiredAt).not.toBeNull();
  expect(keyRing().keys.get(second)?.retiredAt).toBeNull();
  expect(open(old, "a.b.c")).toBe("13812345678");
});

test("the ring may stand in the environment itself, or in a file named there", async () => {
  const sealed = seal("13812345678", "a.b.c");
  const text = readFileSync(join(folder, "keys.json"), "utf8");
  process.env.QUARTERHOUR_KEYS = text;
  process.env.QUARTERHOUR_DATA = join(folder, "elsewhere");
  await nextTurn();
  expect(open(sealed, "a.b.c")).toBe("13812345678");
  expect(() => addRingKey()).toThrow(/QUARTERHOUR_KEYS/);
  writeFileSync(join(folder, "ring"), text);
  process.env.QUARTERHOUR_KEYS = join(folder, "ring");
  await nextTurn();
  expect(open(sealed, "a.b.c")).toBe("13812345678");
});

test("a broken file is told, and never replaced", () => {
  writeFileSync(join(folder, "keys.json"), "{");
  expect(() => keyRing()).toThrow(/is no key ring/);
  expect(readFileSync(join(folder, "keys.json"), "utf8")).toBe("{");
});

test("a key of the wrong length is no key: nothing would be sealed with it", async () => {
  keyRing();
  const stored = JSON.parse(readFileSync(join(folder, "keys.json"), "utf8")) as { active: string; keys: { secret: string }[] };
  for (const key of stored.keys) key.secret = Buffer.alloc(31).toString("base64");
  process.env.QUARTERHOUR_KEYS = JSON.stringify(stored);
  await nextTurn();
  expect(() => keyRing()).toThrow(/is no key ring/);
});
