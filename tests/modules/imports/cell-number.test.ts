import { expect, test } from "vitest";
import { numberOf } from "~/modules/imports/domain/cell-number";

test.each([
  ["1.2万", 12_000],
  ["3千", 3_000],
  ["3百万", 3_000_000],
  ["2千万元", 20_000_000],
  ["1.2亿", 120_000_000],
])("%s is read with the word it counts", (cell, value) => expect(numberOf(cell).value).toBe(value));
