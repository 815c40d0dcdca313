import { createServer, request as send, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import express from "express";
import { afterAll, beforeAll, expect, test } from "vitest";
import { receiveImportFile } from "~/modules/imports/use-cases/receive-file.server";
import { limitBodies, MOST_WORDS } from "~/platform/body-limits.server";
import { receiveFile } from "~/platform/receive-file.server";

/** Bodies as they come over the wire: lengths that are told, lengths that are not, and those that are a lie. */
const MOST = 200_000;
let server: Server;
let port = 0;

beforeAll(async () => {
  const app = express();
  app.use(limitBodies);
  app.post("/plan/facilities/1/photos", async (request, response) => {
    const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]);
    const body = Readable.toWeb(request) as unknown as ReadableStream;
    const asked = new Request("http://quarterhour.invalid/", { method: "POST", headers, body, duplex: "half" } as RequestInit);
    const isImport = request.headers["x-import"] !== undefined;
    const got = await (isImport ? receiveImportFile(asked) : receiveFile(asked, MOST));
    response.json(
      got.ok ? { name: got.value.file?.name ?? null, bytes: got.value.file?.bytes.length ?? null } : { refusal: got.refusal },
    );
  });
  app.post("/sign-in", express.text({ type: () => true, limit: "50mb" }), (request, response) => {
    response.json({ read: String(request.body).length });
  });
  server = createServer(app).listen(0, "127.0.0.1");
  await new Promise((listening) => server.once("listening", listening));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => new Promise((closed) => server.close(closed)));

interface Part {
  readonly field?: string;
  readonly fileName?: string;
  readonly bytes: Buffer | string;
}
const multipart = (parts: readonly Part[]): Buffer =>
  Buffer.concat([
    ...parts.flatMap(({ field = "file", fileName, bytes }) => [
      Buffer.from(
        `--edge\r\nContent-Disposition: form-data; name="${field}"${fileName === undefined ? "" : `; filename="${fileName}"\r\nContent-Type: image/png`}\r\n\r\n`,
      ),
      Buffer.from(bytes),
      Buffer.from("\r\n"),
    ]),
    Buffer.from("--edge--\r\n"),
  ]);

/** @param isChunked without a length, in pieces */
function post(path: string, body: Buffer, { isChunked = false, headers = {} as Record<string, string> } = {}) {
  return new Promise<{ status: number; answer: string }>((answered, failed) => {
    const outgoing = send(
      {
        ...{ host: "127.0.0.1", port, path, method: "POST" },
        headers: {
          "Content-Type": "multipart/form-data; boundary=edge",
          ...(isChunked ? {} : { "Content-Length": String(body.length) }),
          ...headers,
        },
      },
      (response) => {
        let answer = "";
        response.setEncoding("utf8").on("data", (text: string) => (answer += text));
        response.on("end", () => answered({ status: response.statusCode ?? 0, answer }));
      },
    );
    outgoing.on("error", failed);
    for (let at = 0; at < body.length; at += 60_000) outgoing.write(body.subarray(at, at + 60_000));
    outgoing.end();
  });
}
const upload = async (parts: readonly Part[], options: { isChunked?: boolean; headers?: Record<string, string> } = {}) => {
  const { answer } = await post("/plan/facilities/1/photos", multipart(parts), options);
  return JSON.parse(answer) as { refusal?: string; name?: string | null; bytes?: number | null };
};
const asImport = { headers: { "x-import": "yes" } };

test("one file with its words is taken, whether its length was told or not", async () => {
  const parts = [
    { field: "caption", bytes: "大门" },
    { fileName: "a.png", bytes: Buffer.alloc(5000) },
  ];
  expect(await upload(parts)).toEqual({ name: "a.png", bytes: 5000 });
  expect(await upload(parts, { isChunked: true })).toEqual({ name: "a.png", bytes: 5000 });
});

test.each([
  ["a part of no bytes and no name: nothing was chosen", [{ fileName: "", bytes: "" }], { name: null, bytes: null }],
  ["no such part", [{ field: "caption", bytes: "x" }], { name: null, bytes: null }],
  ["a file in another field", [{ field: "other", fileName: "a", bytes: "x" }], { name: null, bytes: null }],
  ["an empty file", [{ fileName: "a.png", bytes: "" }], { name: "a.png", bytes: 0 }],
  [
    "a second file",
    [
      { fileName: "a", bytes: "x" },
      { fileName: "b", bytes: "y" },
    ],
    { refusal: "two-files" },
  ],
  ["a file past the limit", [{ fileName: "a", bytes: Buffer.alloc(MOST + 1) }], { refusal: "too-large" }],
] as const)("%s", async (_what, parts, told) => {
  expect(await upload(parts)).toEqual(told);
});

test("words without end are stopped, told their length or not", async () => {
  const many = Array.from({ length: 40 }, (_, n) => ({ field: `f${n}`, bytes: Buffer.alloc(20_000, "x") }));
  expect(await upload(many)).toEqual({ refusal: "too-large" });
  expect(await upload(many, { isChunked: true })).toEqual({ refusal: "too-large" });
});

test("a form cut off in the middle is no form", async () => {
  const cut = multipart([{ fileName: "a", bytes: "x" }]).subarray(0, -12);
  expect(JSON.parse((await post("/plan/facilities/1/photos", cut)).answer)).toEqual({ refusal: "unreadable" });
});

test.each([
  ["a picture called .csv", "list.csv", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), "unknown-kind"],
  ["a program called .xlsx", "list.xlsx", Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0]), "unknown-kind"],
  ["an empty table", "list.csv", Buffer.alloc(0), "empty-file"],
])("%s is not kept for import", async (_what, fileName, bytes, told) => {
  expect(await upload([{ fileName, bytes }], asImport)).toEqual({ refusal: told });
});

test("a table is taken by its content whatever it is called, and its name is no path", async () => {
  const table = { fileName: "../../etc/表.png", bytes: "PK,名称\r\n1,甲\r\n" };
  expect(await upload([table], asImport)).toEqual({ name: "表.png", bytes: Buffer.byteLength(table.bytes) });
});

test("where no file is taken, a large body is refused unread, and one without a length too", async () => {
  expect((await post("/sign-in", Buffer.alloc(MOST_WORDS))).status).toBe(200);
  const tooLong = { headers: { "Content-Length": String(MOST_WORDS + 1) } };
  expect((await post("/sign-in", Buffer.alloc(10), tooLong)).status).toBe(413);
  expect((await post("/sign-in", Buffer.alloc(10), { isChunked: true })).status).toBe(411);
});
