import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express from "express";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withFreshNonce } from "~/offline/shell-nonce";
import { serveCareShell } from "~/platform/care-shell.server";
import { guardPages } from "~/platform/web-guards.server";

const SCRIPT = "window.one = 1;";
const SHELL = `<html><head><script src="/kept-look.js"></script><style nonce="NONCE-OF-STYLES">p{}</style></head><body><script>${SCRIPT}</script><script type="module" async="">import "/a.js";</script></body></html>`;
const folder = mkdtempSync(join(tmpdir(), "quarterhour-shell-"));
writeFileSync(join(folder, "care-shell.html"), SHELL);
writeFileSync(join(folder, "sw.js"), "// worker");

const app = express().use(guardPages());
serveCareShell(app, folder);
app.use(express.static(folder, { maxAge: "1h" }));
app.use((_request, response) => void response.send("the pages' router"));
const server = app.listen(0, "127.0.0.1");
beforeAll(async () => {
  if (!server.listening) await new Promise((ready) => server.once("listening", ready));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const asked = (path: string, accept = "text/html,*/*") =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { headers: { Accept: accept } });
const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const ruleOf = (answer: Response, name: string) =>
  (answer.headers.get("Content-Security-Policy") ?? "").split("; ").find((rule) => rule.startsWith(`${name} `));

test.each(["/care", "/care/week", "/care/visit/0198", "/care-shell.html"])(
  "%s is the shell, which allows its own scripts alone",
  async (path) => {
    const answer = await asked(path);
    const text = await answer.text();
    const [, nonce = ""] = /<style nonce="([^"]+)"/.exec(text) ?? [];
    expect(answer.headers.get("Cache-Control")).toBe("no-cache");
    expect(ruleOf(answer, "script-src")).toBe(`script-src 'self' ${hashOf(SCRIPT)} ${hashOf('import "/a.js";')}`);
    expect(nonce).toMatch(/^[\w+/=]{24}$/);
    expect(ruleOf(answer, "style-src")).toBe(`style-src 'self' 'nonce-${nonce}'`);
    expect(ruleOf(answer, "worker-src")).toBe("worker-src 'self'");
    expect(ruleOf(answer, "manifest-src")).toBe("manifest-src 'self'");
  },
);

test("what scripts ask below /care, and every other page, goes its own way", async () => {
  for (const [path, accept] of [
    ["/care/list", "application/json"],
    ["/care/list", "*/*"],
    ["/care/week.data", "*/*"],
    ["/careers", "text/html"],
    ["/plan", "text/html"],
  ] as const)
    expect(await (await asked(path, accept)).text()).toBe("the pages' router");
});

test("the worker is asked for anew each time, and answers for /care alone", async () => {
  const { headers } = await asked("/sw.js", "*/*");
  expect(headers.get("Service-Worker-Allowed")).toBe("/care");
  expect(headers.get("Cache-Control")).toBe("no-cache");
});

test("kept on a phone, the shell has another nonce at each visit, in the page and in the policy, and the same hashes", async () => {
  const kept = await asked("/care-shell.html");
  const [first, second] = [await withFreshNonce(kept.clone()), await withFreshNonce(kept.clone())];
  const nonceOf = (answer: Response) => /'nonce-([^']+)'/.exec(ruleOf(answer, "style-src") ?? "")?.[1] ?? "";
  const all = [kept, first, second].map(nonceOf);
  expect(new Set(all).size).toBe(3);
  expect(await first.text()).toContain(`<style nonce="${all[1]}"`);
  expect(ruleOf(second, "script-src")).toBe(ruleOf(kept, "script-src"));
});
