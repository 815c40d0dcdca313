import { createServer, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import express from "express";
import { afterAll, beforeAll, expect, test } from "vitest";
import { handleDataRequest } from "~/entry.server";
import { keptFromCaches } from "~/platform/kept-from-caches.server";
import { guardPages, refuseForeignWrites } from "~/platform/web-guards.server";

let server: Server;
let address: string;

beforeAll(async () => {
  process.env.QUARTERHOUR_ORIGIN = "https://care.example.org";
  const app = express();
  app.use(guardPages()).use(refuseForeignWrites);
  app.use((_request, response) => void response.send("ok"));
  server = createServer(app);
  delete process.env.QUARTERHOUR_ORIGIN;
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

/** What the server says to bytes no well-behaved client sends. */
const saidTo = (bytes: string) =>
  new Promise<string>((heard, failed) => {
    let said = "";
    const socket = connect((server.address() as AddressInfo).port, "127.0.0.1", () => void socket.end(bytes));
    socket.setEncoding("utf8").on("data", (piece: string) => void (said += piece));
    socket.on("close", () => heard(said)).on("error", failed);
  });

test("every answer says what a browser may do with it", async () => {
  const { headers } = await fetch(`${address}/anything`);
  const policy = headers.get("Content-Security-Policy")?.split("; ");
  expect(policy).toEqual(expect.arrayContaining(["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]));
  expect(policy).toEqual(expect.arrayContaining(["default-src 'self'", "form-action 'self'"]));
  expect(policy?.filter((rule) => rule.includes("unsafe"))).toEqual(["style-src-attr 'unsafe-inline'"]);
  expect(Object.fromEntries(headers)).toMatchObject({
    "strict-transport-security": "max-age=31536000; includeSubDomains",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
  });
});

test("a method nobody needs is refused, and TRACE repeats nothing", async () => {
  for (const method of ["TRACE", "PROPFIND", "LOCK"]) {
    const said = await saidTo(`${method} / HTTP/1.1\r\nHost: x\r\nX-Secret: planted\r\nConnection: close\r\n\r\n`);
    expect(said).toMatch(/^HTTP\/1\.1 405 /);
    expect(said).not.toContain("planted");
  }
});

test("a request whose length is said twice is refused before anybody reads it", async () => {
  const twice = "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n";
  expect(await saidTo(`POST / HTTP/1.1\r\nHost: x\r\n${twice}\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /);
  expect(await saidTo("GET / HTTP/1.1\r\nHost: x\r\nX-A: b\r\n c: d\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 /);
});

test("what somebody signed in sees is kept by no cache, unless its page says how", async () => {
  const page = "http://quarterhour.invalid/govern/people";
  const visitor = new Request(page);
  const signedIn = new Request(page, { headers: { Cookie: "quarterhour_language=x; __Host-quarterhour_session=y" } });
  expect(keptFromCaches(visitor, new Headers()).has("Cache-Control")).toBe(false);
  expect(keptFromCaches(signedIn, new Headers()).get("Cache-Control")).toBe("private, no-store");
  const own = new Headers({ "Cache-Control": "private, max-age=60" });
  expect(keptFromCaches(signedIn, own).get("Cache-Control")).toBe("private, max-age=60");
  const data = { request: signedIn, params: {}, context: { cspNonce: "" } };
  expect(handleDataRequest(Response.json({}), data).headers.get("Cache-Control")).toBe("private, no-store");
});
