import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { build, type BuildOptions } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addRingKey, keyRing } from "~/platform/key-ring.server";
import { openValue, sealValue } from "~/platform/sealed-value.server";
import { bundleOptions } from "../../scripts/bundles.mjs";

const folder = mkdtempSync(join(tmpdir(), "quarterhour-shared-ring-"));
const ring = join(folder, "keys", "keys.json");
const before = process.env.QUARTERHOUR_KEYS;
const built = join(process.cwd(), "node_modules", ".cache", "quarterhour", basename(process.cwd()), "key-ring-program");
const program = join(built, "ring.js");

beforeAll(async () => {
  process.env.QUARTERHOUR_KEYS = ring;
  await build({ ...(bundleOptions(built) as BuildOptions), entryPoints: { ring: "tests/platform/key-ring-program.ts" } });
});
afterAll(() => {
  process.env.QUARTERHOUR_KEYS = before;
  rmSync(folder, { recursive: true, force: true });
});

/** A process beside this one, and the ids it has told so far. */
async function another(): Promise<{ child: ChildProcess; told: string[] }> {
  const child = fork(program, [], { execArgv: [] });
  const told: string[] = [];
  await once(child, "message");
  child.on("message", (id: string) => id !== "done" && told.push(id));
  return { child, told };
}
async function ended({ child }: { child: ChildProcess }) {
  child.disconnect();
  await once(child, "exit");
}

test("keys that several processes add and retire at one moment are all there, and what they sealed opens", async () => {
  const first = keyRing().activeId;
  const sealed = sealValue("13800000000", "a.b.c");
  const others = await Promise.all([another(), another(), another(), another()]);
  const done = others.map(
    ({ child }) =>
      new Promise<void>((settle) => {
        child.on("message", (word) => word === "done" && settle());
      }),
  );
  for (const { child } of others) child.send({ add: 12, retire: first });
  await Promise.all(done);
  await Promise.all(others.map(ended));
  const told = others.flatMap(({ told: ids }) => ids);
  expect(new Set(told).size).toBe(48);
  expect([...keyRing().keys.keys()].sort()).toEqual([first, ...told].sort());
  expect(keyRing().keys.get(first)?.retiredAt).not.toBeNull();
  expect(openValue(sealed, "a.b.c")).toBe("13800000000");
  expect(readdirSync(join(folder, "keys"))).toEqual(["keys.json"]);
});

test("a process killed at any moment loses no key that was told, and keeps nobody waiting for ever", async () => {
  const had = new Set(keyRing().keys.keys());
  for (let round = 0; round < 3; round++) {
    const other = await another();
    other.child.send({ add: 1_000 });
    while (other.told.length < 3 + 4 * round) await once(other.child, "message");
    other.child.kill("SIGKILL");
    await once(other.child, "exit");
    other.told.forEach((id) => had.add(id));
  }
  // As a kill in the middle leaves it, seen later.
  writeFileSync(`${ring}.lock`, "of somebody who was killed");
  utimesSync(`${ring}.lock`, new Date(Date.now() - 60_000), new Date(Date.now() - 60_000));
  had.add(addRingKey());
  const now = new Set(keyRing().keys.keys());
  expect([...had].filter((id) => !now.has(id))).toEqual([]);
});
