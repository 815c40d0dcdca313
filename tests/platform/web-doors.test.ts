import { readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, beforeAll, expect, test } from "vitest";
import { errandCookie } from "~/modules/accounts/use-cases/organisation-sign-in.server";
import { browserCookie } from "~/modules/accounts/use-cases/browser-cookie.server";
import { clearedSessionCookie, sessionCookie } from "~/modules/accounts/use-cases/session-cookie.server";
import { operatorCookie } from "~/modules/catalog/use-cases/operator-cookie.server";
import { familyCookie } from "~/modules/residents/use-cases/family-cookie.server";
import { cityCookie } from "~/modules/places/use-cases/city-cookie.server";
import { displayCookie } from "~/platform/display.server";
import { languageCookie } from "~/platform/language.server";
import { isSecureRequest, withRequestFacts } from "~/platform/request-facts.server";
import { arrivalOf, trustProxies } from "~/platform/trusted-proxies.server";
import { guardPages, refuseForeignWrites } from "~/platform/web-guards.server";

let server: Server;
let address = "";
let reached = 0;
beforeAll(async () => {
  const app = express();
  trustProxies(app);
  app.use((request, _response, next) => withRequestFacts(arrivalOf(request), next));
  app.use(guardPages(), refuseForeignWrites);
  app.use((_request, response) => {
    reached++;
    response.send("reached");
  });
  server = createServer(app);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

/** Every address of the sitemap, also as a page asks for its data. */
const ADDRESSES = readdirSync("app/routes").flatMap((file) => {
  const steps = file.replace(/\.tsx?$/, "").split(".");
  const path = steps.map((step) => step.replace(/^_index$/, "").replace(/_$/, "")).filter(Boolean);
  const plain = `/${path.map((step) => (step.startsWith("$") ? "x" : step)).join("/")}`;
  return [plain, plain === "/" ? "/_root.data" : `${plain}.data`];
});

test("no write from another site reaches any page, action or API, by any method", async () => {
  expect(ADDRESSES.length).toBeGreaterThan(120);
  expect(ADDRESSES).toContain("/api/v1/counts");
  const before = reached;
  const led = new Set<number>();
  for (const path of ADDRESSES)
    for (const method of ["POST", "PUT", "PATCH", "DELETE"])
      led.add(
        (
          await fetch(address + path, {
            method,
            headers: { Origin: "https://elsewhere.example", Cookie: "quarterhour_session=x" },
          })
        ).status,
      );
  expect([[...led], reached]).toEqual([[403], before]);
});

test.each([
  ["another scheme's page of an old browser", { Origin: "null" }],
  ["a sibling host", { "Sec-Fetch-Site": "same-site", Cookie: "a=b" }],
  ["another site without an origin", { "Sec-Fetch-Site": "cross-site" }],
  ["a program with a borrowed session", { Cookie: "quarterhour_session=x" }],
  ["whoever says it came by another host", { Origin: "https://elsewhere.example", "X-Forwarded-Host": "elsewhere.example" }],
] as [string, Record<string, string>][])("a write by %s is refused", async (_who, headers) => {
  const before = reached;
  expect((await fetch(`${address}/preferences`, { method: "POST", headers })).status).toBe(403);
  expect(reached).toBe(before);
});

const cookies = (): Promise<string[]> => {
  const secure = isSecureRequest();
  return Promise.all([
    ...[sessionCookie.serialize({ token: "t", madeAt: new Date(0) }), clearedSessionCookie(), browserCookie.serialize("t")],
    ...[familyCookie.serialize("t"), familyCookie.cleared(), operatorCookie.serialize("t"), operatorCookie.cleared()],
    ...[languageCookie, displayCookie, cityCookie, errandCookie].map((cookie) => cookie.serialize("x", { secure })),
  ]);
};

test("over HTTPS every cookie is kept from scripts, from other sites' posts and from plain connections", async () => {
  const all = await withRequestFacts({ requestId: "r", address: null, isSecure: true }, cookies);
  for (const cookie of all) expect(cookie).toMatch(/(?=.*; HttpOnly)(?=.*; Secure)(?=.*; SameSite=(Lax|Strict))/);
  expect(all[0]).toMatch(/^__Host-quarterhour_session=[^;]+; Path=\/; /);
  expect(all.some((cookie) => cookie.includes("Domain="))).toBe(false);
});

test("over plain HTTP a cookie is not marked as one the browser would refuse", async () => {
  const all = await withRequestFacts({ requestId: "r", address: null, isSecure: false }, cookies);
  for (const cookie of all) expect(cookie).not.toContain("Secure");
});

test("every place that sets a cookie says whether the reader came over HTTPS", () => {
  const files = readdirSync("app", { recursive: true, encoding: "utf8" }).filter(
    (file) => /\.tsx?$/.test(file) && !file.includes("generated"),
  );
  const set = files.flatMap((file) => readFileSync(`app/${file}`, "utf8").match(/\b\w+Cookie\.serialize\([^;]*\)/g) ?? []);
  expect(set.length).toBeGreaterThan(6);
  expect(
    set.filter(
      (call) => !/^(session|browser|family|operator|tour|alert)Cookie\./.test(call) && !call.includes("isSecureRequest()"),
    ),
  ).toEqual([]);
});

test("whoever comes over plain HTTP is not told to come over HTTPS only", async () => {
  expect((await fetch(address)).headers.get("Strict-Transport-Security")).toBeNull();
});
