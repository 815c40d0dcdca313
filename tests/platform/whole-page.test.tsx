import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { createElement } from "react";
import { expect, test } from "vitest";
import { packedPage, wholePage } from "~/platform/whole-page.server";

const WORDS = "区划名称服务设施".repeat(40);
const drawn = createElement(
  "main",
  null,
  ...Array.from({ length: 60 }, (_, at) =>
    createElement("p", { key: at, title: WORDS.slice(0, 7 + (at % 5)) }, WORDS.slice(at % 11)),
  ),
);
const answered = (accepted: string | null, page: Buffer): Response =>
  packedPage(
    new Request("http://city.example/find", { headers: accepted === null ? {} : { "Accept-Encoding": accepted } }),
    page,
    {
      headers: new Headers({ Vary: "Cookie" }),
      status: 200,
    },
  );
const bytesOf = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer());

test("a page of Chinese letters is one piece without a hole", () => {
  const page = wholePage(drawn);
  expect(page.toString("utf8")).toMatch(/^<!DOCTYPE html><main>/);
  expect(page.includes(0)).toBe(false);
  expect(page.toString("utf8")).toContain(WORDS.slice(5));
});

test("it arrives as its reader can unpack it, and is the same page", async () => {
  const page = wholePage(drawn);
  for (const [accepted, packing, unpacked] of [
    ["gzip, deflate, br", "br", brotliDecompressSync],
    ["gzip", "gzip", gunzipSync],
    ["br;q=0, gzip", "gzip", gunzipSync],
    ["identity", null, (bytes: Buffer) => bytes],
    [null, null, (bytes: Buffer) => bytes],
  ] as const) {
    const response = answered(accepted, page);
    expect(response.headers.get("Content-Encoding")).toBe(packing);
    expect(response.headers.get("Vary")).toBe("Cookie, Accept-Encoding");
    const bytes = await bytesOf(response);
    expect(response.headers.get("Content-Length")).toBe(String(bytes.length));
    expect(unpacked(bytes).equals(page)).toBe(true);
  }
});

test("what is too short to be worth it leaves as it is", () => {
  expect(answered("gzip, br", Buffer.from("short")).headers.get("Content-Encoding")).toBeNull();
});
