import { expect, test } from "vitest";
import { baseMapOrigins } from "~/platform/environment.server";
import { isOwnWrite } from "~/platform/web-guards.server";

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
