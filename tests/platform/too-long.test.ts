import type { Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { webServer } from "~/platform/web-server.server";

/** Requests longer than the server reads, over a real line. */
let server: Server;
let port = 0;
const heard: string[] = [];
beforeAll(async () => {
  server = webServer((request, response) => {
    heard.push(request.url ?? "");
    if (request.url === "/begun") response.writeHead(200, { "Content-Length": "10" }).write("half");
    else response.end("read");
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Everything the server says until it hangs up. */
const told = (pieces: readonly string[]): Promise<string> =>
  new Promise((whole) => {
    let said = "";
    const line = connect(port, "127.0.0.1", () => {
      for (const piece of pieces) line.write(piece);
    });
    line.setEncoding("utf8");
    line.on("data", (piece: string) => (said += piece));
    line.on("error", () => undefined);
    line.on("close", () => whole(said));
  });
const asking = (path: string, more = "") => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${more}\r\n`;
const parts = (answer: string) => {
  const [head = "", body = ""] = answer.split("\r\n\r\n");
  const [status = "", ...lines] = head.split("\r\n");
  const headers = new Map(lines.map((line) => [line.split(": ")[0]!.toLowerCase(), line.split(": ")[1]!] as const));
  return { status, headers, body };
};

test.each([
  ["just over what is read", 20_000],
  ["far over it, more than a line takes at once", 2_000_000],
])("an address %s is answered with a page in both languages", async (_much, length) => {
  const { status, headers, body } = parts(await told([asking(`/find?place=${"a".repeat(length)}`)]));
  expect(status).toBe("HTTP/1.1 431 Request Header Fields Too Large");
  expect(body).toContain("网址太长");
  expect(body).toContain("The address is too long");
  expect(body.trimEnd().endsWith("</html>")).toBe(true);
  expect(headers.get("content-length")).toBe(String(Buffer.byteLength(body)));
  expect([headers.get("connection"), headers.get("cache-control"), headers.get("x-content-type-options")]).toEqual([
    ...["close", "no-store", "nosniff"],
  ]);
  expect(headers.get("content-security-policy")).toContain("default-src 'none'");
});

test("nothing of what was sent comes back, whatever stands in it", async () => {
  const { body } = parts(await told([asking(`/find?place=<script>alert(1)</script>${"a".repeat(20_000)}`)]));
  expect(body).not.toContain("script");
  expect(body).not.toContain("aaaa");
});

test("cookies too long are answered alike; a program is told in data", async () => {
  const cookies = parts(await told([asking("/find", `Cookie: a=${"b".repeat(20_000)}\r\n`)]));
  expect([cookies.status, cookies.body.includes("Cookie")]).toEqual(["HTTP/1.1 431 Request Header Fields Too Large", true]);
  const { headers, body } = parts(await told([asking(`/api/v1/services?text=${"a".repeat(20_000)}`)]));
  expect(headers.get("content-type")).toBe("application/problem+json");
  expect(headers.get("access-control-allow-origin")).toBe("*");
  expect(JSON.parse(body)).toMatchObject({ status: 431, kind: "request-too-long" });
});

test("what is no request is refused without a word, an answer that was begun is not written into, and the server goes on", async () => {
  expect(await told(["NONSENSE\r\n\r\n"])).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  const begun = await told([asking("/begun"), asking(`/find?place=${"a".repeat(20_000)}`)]);
  expect(begun).not.toContain("431");
  expect(await told([asking("/find?place=short", "Connection: close\r\n")])).toContain("read");
  expect(heard.filter((path) => path.includes("aaaa"))).toEqual([]);
});

test("whoever goes on sending is hung up on", async () => {
  const line = connect(port, "127.0.0.1");
  const ended = new Promise<void>((over) => line.on("close", () => over()));
  line.on("error", () => undefined).resume();
  line.write(asking(`/${"a".repeat(20_000)}`).slice(0, -2));
  const piece = "b".repeat(65_536);
  const more = () => {
    if (!line.destroyed) line.write(piece, () => setImmediate(more));
  };
  more();
  await ended;
  expect(line.destroyed).toBe(true);
});
