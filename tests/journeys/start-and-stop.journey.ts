import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { anyFreePort } from "../../scripts/ports.mjs";
import { BUILD } from "../../scripts/project.mjs";
import { throwAwayFolder } from "../../scripts/throw-away.mjs";
import { startAndWaitForEnd, startApp } from "../factories/running-app";

/** Starting is tried on a city without demo records: it is the coming and going that matters here. */
const bare = { QUARTERHOUR_DEMO_CITY: "no" };
const place = throwAwayFolder();
test.afterAll(() => place.remove());

const commandLines = () =>
  process.platform === "linux"
    ? readdirSync("/proc").flatMap((pid) => (/^\d+$/.test(pid) ? [commandLineOf(pid)] : []))
    : execFileSync("ps", ["-eo", "args"], { encoding: "utf8" }).split("\n");

function commandLineOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}

/** Processes of this folder's run: its database names the folder, its jobs name the build. */
const running = (folder: string) =>
  commandLines().filter((line) => line.includes(folder) || line.includes(join(BUILD, "jobs.js")));

const answers = async (address: string) => (await fetch(`${address}/healthz`)).status;
const sentences = (output: string) => output.split("\n").filter((line) => line.startsWith("✖"));

test.describe.configure({ mode: "serial", timeout: 120_000 });

test("a stop leaves nothing running, and the next start serves the same folder again", async () => {
  const before = running(place.folder).length;
  const first = await startApp({ ...bare, QUARTERHOUR_DATA: place.folder, PORT: String(await anyFreePort()) });
  expect(await answers(first.address)).toBe(200);
  expect(running(place.folder).length).toBeGreaterThan(before);
  expect(await first.stop("SIGTERM")).toBe(0);
  expect(running(place.folder)).toHaveLength(before);
  const second = await startApp({ ...bare, QUARTERHOUR_DATA: place.folder, PORT: String(await anyFreePort()) });
  expect(await answers(second.address)).toBe(200);
  expect(await second.stop("SIGINT")).toBe(0);
});

test("after a kill −9 the next start goes on where the last one was", async () => {
  const first = await startApp({ ...bare, QUARTERHOUR_DATA: place.folder, PORT: String(await anyFreePort()) });
  await first.stop("SIGKILL");
  const second = await startApp({ ...bare, QUARTERHOUR_DATA: place.folder, PORT: String(await anyFreePort()) });
  expect(await answers(second.address)).toBe(200);
  expect(await second.stop()).toBe(0);
});

test("a second start in the same folder says where the first one runs", async () => {
  const first = await startApp({ ...bare, QUARTERHOUR_DATA: place.folder, PORT: String(await anyFreePort()) });
  const second = await startAndWaitForEnd({ ...bare, QUARTERHOUR_DATA: place.folder, PORT: String(await anyFreePort()) });
  await first.stop();
  expect(second.code).toBe(1);
  expect(sentences(second.output)).toEqual([expect.stringContaining(first.address)]);
});

test("a port in use is told in one sentence", async () => {
  const port = await anyFreePort();
  const other = createServer();
  await new Promise<void>((listening) => other.listen(port, "127.0.0.1", listening));
  const refused = await startAndWaitForEnd({ ...bare, QUARTERHOUR_DATA: place.folder, PORT: String(port) });
  other.close();
  expect(refused.code).toBe(1);
  expect(refused.output).toContain(`Port ${port} is in use`);
  expect(sentences(refused.output)).toHaveLength(1);
});

const mistakes: [string, Record<string, string>, string][] = [
  ["nobody answers", { DATABASE_URL: "postgresql://a:b@127.0.0.1:1/c" }, "No PostgreSQL answers on 127.0.0.1:1"],
  ["it is no address", { DATABASE_URL: "my database" }, "cannot be read as an address"],
  ["it names no database", { DATABASE_URL: "postgresql://a:b@127.0.0.1:5432" }, "names no database"],
  ["production has none", { QUARTERHOUR_MODE: "production" }, "set DATABASE_URL"],
];
for (const [what, environment, sentence] of mistakes) {
  test(`a database that cannot be used is told in one sentence: ${what}`, async () => {
    const refused = await startAndWaitForEnd({ ...bare, QUARTERHOUR_DATA: place.folder, ...environment });
    expect(refused.code).toBe(1);
    expect(refused.output).toContain(sentence);
    expect(sentences(refused.output)).toHaveLength(1);
    expect(refused.output).not.toMatch(/^\s+at /m);
  });
}
