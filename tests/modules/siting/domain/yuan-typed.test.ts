import fc from "fast-check";
import { expect, test } from "vitest";
import { yuanTyped } from "~/modules/siting/domain/yuan-typed";

test.each([
  ["3000000", 3_000_000],
  ["3,000,000", 3_000_000],
  ["3，000，000 元", 3_000_000],
  ["¥3000000", 3_000_000],
  ["￥ 3000000", 3_000_000],
  ["300万", 3_000_000],
  ["３００万元", 3_000_000],
  ["2.5 万", 25_000],
  ["1.2亿", 120_000_000],
  ["1亿2000万", 120_000_000],
  ["3万5千", 35_000],
  ["3万5000", 35_000],
  ["3万0500元", 30_500],
  ["1亿20000000", 120_000_000],
  ["3万5,000", 35_000],
  ["3 million 500,000", 3_500_000],
  ["3百万", 3_000_000],
  ["3千万元", 30_000_000],
  ["3 million", 3_000_000],
  ["1.5M", 1_500_000],
  ["250k yuan", 250_000],
  ["RMB 2.5 million", 2_500_000],
  ["0", 0],
  ["0.1万", 1_000],
  ["3 000 000", 3_000_000],
])("%s is an amount", (typed, yuan) => expect(yuanTyped(typed)).toBe(yuan));

test.each([
  "",
  "-5",
  "300万左右",
  "三百",
  "3个",
  "2千万亿",
  "1万2亿",
  "1 2",
  "3万5",
  "3万500",
  "3万50000",
  "1亿2",
  "1亿2000",
  "3 million 500",
  "1k 5",
  "12,34",
  "1e6",
  "300w",
  "0x10",
  "万",
  "¥",
  "300万/年",
])("%s is none", (typed) => expect(yuanTyped(typed)).toBeNaN());

test("whatever is typed is an amount of 0 or more, or none; a figure is itself, also with commas", () => {
  fc.assert(fc.property(fc.string(), (typed) => !(yuanTyped(typed) < 0)));
  expect(yuanTyped(`${"1".repeat(50_000)}x`)).toBeNaN();
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e11 }), (yuan) => {
      expect(yuanTyped(String(yuan))).toBe(yuan);
      expect(yuanTyped(yuan.toLocaleString("en-GB"))).toBe(yuan);
      expect(yuanTyped(`${yuan / 10_000}万`)).toBe(yuan);
    }),
  );
});
