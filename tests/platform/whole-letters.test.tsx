import type { Transform } from "node:stream";
import { buffer } from "node:stream/consumers";
import { createElement } from "react";
import { renderToPipeableStream } from "react-dom/server";
import { expect, test } from "vitest";
import { wholeLetters } from "~/platform/whole-letters.server";

const WORDS = "区划名称服务设施".repeat(40);
const page = createElement(
  "main",
  null,
  ...Array.from({ length: 60 }, (_, at) =>
    createElement("p", { key: at, title: WORDS.slice(0, 7 + (at % 5)) }, WORDS.slice(at % 11)),
  ),
);
const sent = (through: Transform): Promise<Buffer> =>
  new Promise((resolve) => {
    const { pipe } = renderToPipeableStream(page, { onAllReady: () => resolve(buffer(pipe(through))) });
  });

test("a page of Chinese letters arrives without a hole, however it was cut", async () => {
  expect((await sent(wholeLetters())).includes(0)).toBe(false);
});
