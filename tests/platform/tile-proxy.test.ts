import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serveTiles, tileAddress } from "~/platform/tile-proxy.server";

const PNG = Buffer.from("89504e470d0a1a0a", "hex");
const asked: string[] = [];
let host: Server;
let front: Server;

const listening = (server: Server) =>
  new Promise<number>((done) => server.listen(0, "127.0.0.1", () => done((server.address() as AddressInfo).port)));

beforeAll(async () => {
  host = createServer((request, response) => {
    asked.push(request.url ?? "");
    if (request.url?.startsWith("/1/")) return void response.writeHead(302, { Location: "http://127.0.0.1:1/secret" }).end();
    if (request.url?.startsWith("/2/")) return void response.writeHead(200, { "Content-Type": "text/html" }).end("<script>");
    if (request.url?.startsWith("/3/"))
      return void response.writeHead(200, { "Content-Type": "image/png" }).end(Buffer.alloc(3_000_000));
    response.writeHead(200, { "Content-Type": "image/png" }).end(PNG);
  });
  const app = express();
  serveTiles(app, { url: `http://127.0.0.1:${await listening(host)}/{z}/{x}/{y}?k={s}`, subdomains: "ab" });
  front = createServer(app);
  await listening(front);
});
afterAll(() => {
  host.close();
  front.close();
});

const tile = (path: string) => fetch(`http://127.0.0.1:${(front.address() as AddressInfo).port}/tiles/${path}`);

test("a tile is fetched from the configured host and no other", async () => {
  const answer = await tile("4/3/2");
  expect([answer.status, answer.headers.get("Content-Type")]).toEqual([200, "image/png"]);
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(PNG);
  expect(asked.at(-1)).toBe("/4/3/2?k=b");
});

test.each(["4/16/0", "23/0/0", "4/-1/0", "4/1.5/0", "4/3/2%2F..%2Fsecret", "4/3/http:%2F%2F127.0.0.1", "a/b/c"])(
  "«%s» is no tile and asks nobody",
  async (path) => {
    const before = asked.length;
    expect((await tile(path)).status).toBe(404);
    expect(asked.length).toBe(before);
  },
);

test("a redirect is not followed, and what is no picture does not come through", async () => {
  expect((await tile("1/0/0")).status).toBe(502);
  expect((await tile("2/0/0")).status).toBe(502);
  await expect(tile("3/0/0").then((answer) => answer.arrayBuffer())).rejects.toThrow();
});

test("only whole numbers enter the address", () => {
  const source = { url: "https://{s}.tiles.invalid/{z}/{x}/{y}", subdomains: "" };
  expect(tileAddress(source, "1", "1", "0")).toBe("https://.tiles.invalid/1/1/0");
  expect(tileAddress(source, "1", "01", "0")).toBe("https://.tiles.invalid/1/1/0");
  expect(tileAddress(source, "1", "@evil.invalid", "0")).toBeNull();
});
