import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { addressOf, printWelcome } from "../../scripts/launch.mjs";
import { beginningOf, holderOf, takeLock } from "../../scripts/lock.mjs";
import { anyFreePort, choosePort } from "../../scripts/ports.mjs";
import { requireDataFolder } from "../../scripts/project.mjs";

const folder = mkdtempSync(join(tmpdir(), "quarterhour-locks-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a port that was asked for is taken or refused, never exchanged", async () => {
  const port = await anyFreePort();
  expect(await choosePort(port, "127.0.0.1")).toBe(port);
  const other = createServer();
  await new Promise<void>((listening) => other.listen(port, "127.0.0.1", listening));
  await expect(choosePort(port, "127.0.0.1")).rejects.toThrow(`Port ${port} is in use`);
  await new Promise((closed) => other.close(closed));
});

test("without a wish the port is 3000 or one soon after", async () => {
  const port = await choosePort(undefined, "127.0.0.1");
  expect(port).toBeGreaterThanOrEqual(3000);
  expect(port).toBeLessThan(3100);
});

test("a lock names its holder until it is let go", () => {
  const file = join(folder, "a.lock");
  const lock = takeLock(file);
  lock.note?.({ address: "http://localhost:1" });
  expect(takeLock(file).holder).toMatchObject({ pid: process.pid, address: "http://localhost:1" });
  lock.release?.();
  expect(holderOf(file)).toBeUndefined();
  takeLock(file).release?.();
});

test("the lock of a process that was killed, or whose number another process has now, is no lock", async () => {
  const file = join(folder, "b.lock");
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  const pid = child.pid ?? 0;
  writeFileSync(file, JSON.stringify({ pid, began: beginningOf(pid) }));
  expect(takeLock(file).holder).toMatchObject({ pid });
  writeFileSync(file, JSON.stringify({ pid, began: "long ago" }));
  expect(holderOf(file)).toBeUndefined();
  writeFileSync(file, JSON.stringify({ pid, began: beginningOf(pid) }));
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await ended;
  expect(takeLock(file).holder).toBeUndefined();
});

test("a lock file cut short by a full disk is no lock", () => {
  const file = join(folder, "c.lock");
  writeFileSync(file, '{"pid":');
  expect(takeLock(file).holder).toBeUndefined();
});

test("a disk with too little room is told before anything is written", () => {
  expect(() => requireDataFolder(folder, { leastFree: 1e18 })).toThrow(/free some space/);
});

test("a data folder that cannot be one is told in one sentence", () => {
  const file = join(folder, "a-file");
  writeFileSync(file, "");
  expect(() => requireDataFolder(join(file, "inside"))).toThrow(/QUARTERHOUR_DATA/);
});

test("a start names the address people type: the public one where it is configured, and then where it listens as well", () => {
  const origin = { QUARTERHOUR_ORIGIN: "https://care.example.org/" };
  expect(addressOf("0.0.0.0", 3000, origin)).toBe("https://care.example.org");
  expect(addressOf("127.0.0.1", 3000, {})).toBe("http://localhost:3000");
  const said: string[] = [];
  const write = vi.spyOn(process.stdout, "write").mockImplementation((text) => said.push(String(text)) > 0);
  try {
    printWelcome({ address: addressOf("0.0.0.0", 3000, origin), listens: "0.0.0.0:3000", signIns: [], started: 0 });
    printWelcome({ address: addressOf("127.0.0.1", 3000, {}), listens: undefined, signIns: [], started: 0 });
  } finally {
    write.mockRestore();
  }
  expect(said[0]).toContain("  https://care.example.org\n  在本机监听 · listens here on 0.0.0.0:3000");
  expect(said[0]).not.toContain("localhost");
  expect(said[1]).toContain("  http://localhost:3000\nCtrl+C");
});
