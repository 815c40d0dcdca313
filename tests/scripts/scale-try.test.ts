import { spawnSync } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { openFindings } from "../../scripts/scale/findings.mjs";
import { neededPrograms } from "../../scripts/scale/needed-programs.mjs";
import { proxyConfiguration } from "../../scripts/scale/proxy.mjs";
import { failuresInWords, figuresOf, startLoad } from "../../scripts/scale/steady-load.mjs";
import { formFields } from "../../scripts/scale/web-client.mjs";

test("without nginx or PostgreSQL 15 one sentence says what to install", () => {
  const nowhere = { path: "/nowhere", system: ["/nowhere"], postgres: "/nowhere" };
  expect(() => neededPrograms(nowhere)).toThrow("apt-get install -y --no-install-recommends nginx-light postgresql-15");
  const told = spawnSync(process.execPath, ["scripts/scale-try.mjs", "--only", "weather"], { encoding: "utf8" });
  expect([told.status, told.stderr]).toEqual([1, expect.stringContaining("There is no part «weather»")]);
});

test("a form is read as a browser without scripts would send it", () => {
  const page = `<form><input name="other"></form><form method="post">
    <input type="hidden" name="version" value="3"/><input name="name" value="&lt;东&gt; &amp; 西"><input type="radio" name="to" value="a">
    <input type="radio" name="to" value="b" checked=""><input type="checkbox" name="agreed" checked><input type="checkbox" name="not">
    <select name="kind"><option value="x">X</option><option value="y" selected="">Y</option></select>
    <textarea name="note">
两行
文字</textarea><input name="shut" disabled="" value="no"><button name="intent" value="save">Save</button></form>`;
  expect([...formFields(page, "version")]).toEqual([
    ["version", "3"],
    ["name", "<东> & 西"],
    ["to", "b"],
    ["agreed", "on"],
    ["kind", "y"],
    ["note", "两行\n文字"],
  ]);
  expect(() => formFields(page, "nothing")).toThrow("no form with «nothing»");
});

test("figures of a load: half, nineteen of twenty, the slowest; failures counted by what they were", () => {
  const took = Array.from({ length: 100 }, (_, at) => at + 1);
  expect(figuresOf(took, 2_000)).toEqual({ requests: 100, perSecond: 50, p50: 50, p95: 95, most: 100 });
  expect(figuresOf([], 1_000)).toMatchObject({ requests: 0, perSecond: 0, most: 0 });
  const failed = (what: string, why: string) => ({ what, why, at: 0 });
  expect(failuresInWords([failed("GET /", "502"), failed("GET /", "502"), failed("POST /a", "ECONNRESET")])).toBe(
    "2 × GET / (502), 1 × POST /a (ECONNRESET)",
  );
});

test("a refusal and an answer cut off count as failed, a page does not", async () => {
  let nth = 0;
  const server = createServer((_request, response) => {
    const turn = nth++ % 3;
    if (turn === 0) response.end("a page");
    else if (turn === 1) response.writeHead(503).end();
    else response.writeHead(200, { "Content-Length": "10" }).write("half", () => response.destroy());
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const load = startLoad({ make: () => ({ address }), askers: 1 });
  await expect.poll(() => load.asked()).toBeGreaterThanOrEqual(6);
  const { failures, requests } = await load.stop();
  expect(failures.map(({ why }) => why).slice(0, 4)).toEqual(["503", "ECONNRESET", "503", "ECONNRESET"]);
  expect(requests - failures.length).toBeGreaterThanOrEqual(2);
  server.close();
});

test("what failed is counted and stands in the table; a figure alone cannot fail", () => {
  const findings = openFindings(() => true);
  findings.check("it holds", true, "3 of 3");
  findings.check("it does not", 0);
  findings.tell("memory", "90 MB");
  findings.broke("jobs", new Error("no worker"));
  expect([findings.passed(), findings.failed()]).toEqual([1, 2]);
  expect(findings.table().split("\n").slice(2)).toEqual([
    "| it holds                  | ok     | 3 of 3    |",
    "| it does not               | FAILED |           |",
    "| memory                    |        | 90 MB     |",
    "| jobs: stopped by an error | FAILED | no worker |",
  ]);
});

test("the proxy asks every web in turn, and what a visitor says of their address ends there", () => {
  const said = proxyConfiguration({ port: 8080, webs: [3001, 3002], folder: "/f" });
  expect(said.match(/server 127\.0\.0\.1:300\d/g)).toEqual(["server 127.0.0.1:3001", "server 127.0.0.1:3002"]);
  expect(said).toContain("proxy_set_header X-Forwarded-For $remote_addr;");
});
