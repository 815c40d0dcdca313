import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from "node:zlib";
import express from "express";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packedFiles } from "~/platform/packed-files.server";

const TEXT = "export const said = 'a script that is long enough';\n".repeat(50);
const folder = mkdtempSync(join(tmpdir(), "quarterhour-packed-"));
let server: http.Server;

beforeAll(async () => {
  writeFileSync(join(folder, "a.js"), TEXT);
  writeFileSync(join(folder, "a.js.gz"), gzipSync(TEXT));
  writeFileSync(join(folder, "a.js.br"), brotliCompressSync(TEXT));
  writeFileSync(join(folder, "b.js"), TEXT);
  const app = express();
  app.use("/assets", packedFiles(folder), express.static(folder, { fallthrough: false }));
  server = http.createServer(app);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
});
afterAll(async () => {
  await new Promise((closed) => server.close(closed));
  rmSync(folder, { recursive: true });
});

function asked(path: string, accepts: string): Promise<{ status: number; headers: http.IncomingHttpHeaders; body: Buffer }> {
  const { port } = server.address() as AddressInfo;
  return new Promise((answered, failed) => {
    http
      .get({ port, path, headers: { "Accept-Encoding": accepts } }, (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("end", () =>
          answered({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(parts) }),
        );
      })
      .on("error", failed);
  });
}

test.each([
  ["gzip, deflate, br", "br", brotliDecompressSync],
  ["gzip, deflate", "gzip", gunzipSync],
] as const)("whoever takes «%s» is sent what the build packed as %s", async (accepts, packing, unpack) => {
  const { status, headers, body } = await asked("/assets/a.js", accepts);
  expect([status, headers["content-encoding"], headers.vary]).toEqual([200, packing, "Accept-Encoding"]);
  expect(headers["content-type"]).toMatch(/^text\/javascript/);
  expect(unpack(body).toString()).toBe(TEXT);
});

test("whoever takes nothing packed is sent the file, and is told that others are not", async () => {
  const { headers, body } = await asked("/assets/a.js", "identity");
  expect(headers["content-encoding"]).toBeUndefined();
  expect(headers.vary).toBe("Accept-Encoding");
  expect(body.toString()).toBe(TEXT);
});

test("what was not packed comes as it lies, what is not there is not found", async () => {
  expect((await asked("/assets/b.js", "gzip, br")).body.toString()).toBe(TEXT);
  expect((await asked("/assets/none.js", "br")).status).toBe(404);
  expect((await asked("/assets/..%2fa.js", "br")).status).not.toBe(200);
});
