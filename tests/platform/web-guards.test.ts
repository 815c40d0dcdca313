import type { Request, Response } from "express";
import { expect, test } from "vitest";
import { baseMapOrigins } from "~/platform/environment.server";
import { guardPages, isOwnWrite } from "~/platform/web-guards.server";

const post = { method: "POST", host: "care.example.org", origin: undefined, site: undefined, hasCookie: true };

test("reading is open to everyone", () => {
  expect(isOwnWrite({ ...post, method: "GET", origin: "https://elsewhere.example" })).toBe(true);
});

test("a form on our own page may write", () => {
  expect(isOwnWrite({ ...post, origin: "https://care.example.org" })).toBe(true);
  expect(isOwnWrite({ ...post, site: "same-origin" })).toBe(true);
});

test.each(["https://elsewhere.example", "https://care.example.org.elsewhere.example", "null", ""])(
  "a form on «%s» may not",
  (origin) => {
    expect(isOwnWrite({ ...post, origin })).toBe(false);
  },
);

test.each(["cross-site", "same-site", "none"])("a browser that says %s may not write", (site) => {
  expect(isOwnWrite({ ...post, site })).toBe(false);
});

test("a program without a session may write, one with a borrowed session may not", () => {
  expect(isOwnWrite({ ...post, hasCookie: false })).toBe(true);
  expect(isOwnWrite(post)).toBe(false);
});

test("behind a proxy only the public address counts", () => {
  const behind = { ...post, host: "127.0.0.1:3000" };
  expect(isOwnWrite({ ...behind, origin: "https://care.example.org" }, "https://care.example.org")).toBe(true);
  expect(isOwnWrite({ ...behind, origin: "http://127.0.0.1:3000" }, "https://care.example.org")).toBe(false);
});

test("only the hosts of the configured map may send pictures", () => {
  const map = { kind: "tiles" as const, attribution: "", approval: "", subdomains: "ab" };
  expect(baseMapOrigins({ ...map, url: "https://{s}.tiles.example/{z}/{x}/{y}.png" })).toEqual([
    "https://a.tiles.example",
    "https://b.tiles.example",
  ]);
  expect(baseMapOrigins({ ...map, url: "/tiles/{z}/{x}/{y}.png" })).toEqual([]);
  expect(baseMapOrigins(undefined)).toEqual([]);
});

const policyOf = (guard: ReturnType<typeof guardPages>): { nonce: string; rules: Map<string, string> } => {
  const locals: Record<string, unknown> = {};
  let policy = "";
  const setHeader = (name: string, value: string) => {
    if (name === "Content-Security-Policy") policy = value;
  };
  guard({ headers: {} } as Request, { locals, setHeader } as unknown as Response, () => {});
  const rules = policy.split("; ").map((rule): [string, string] => {
    const [name = "", ...sources] = rule.split(" ");
    return [name, sources.join(" ")];
  });
  return { nonce: String(locals.cspNonce), rules: new Map(rules) };
};

test("only scripts and style sheets of this very answer are taken, attributes may place things", () => {
  const guard = guardPages();
  const first = policyOf(guard);
  expect(first.rules.get("script-src")).toBe(`'self' 'nonce-${first.nonce}'`);
  expect(first.rules.get("style-src")).toBe(`'self' 'nonce-${first.nonce}'`);
  expect([...first.rules].filter(([, sources]) => sources.includes("unsafe")).map(([name]) => name)).toEqual(["style-src-attr"]);
  expect(policyOf(guard).nonce).not.toBe(first.nonce);
});
