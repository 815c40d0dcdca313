import { expect, test } from "vitest";
import { numberOf } from "~/modules/imports/domain/cell-number";

test.each([
  ["1.2万", 12_000],
  ["3千", 3_000],
  ["3百万", 3_000_000],
  ["2千万元", 20_000_000],
  ["1.2亿", 120_000_000],
])("%s is read with the word it counts", (cell, value) => expect(numberOf(cell).value).toBe(value));

test.each([
  ["30-40万", 300_000, 400_000],
  ["1.5～2千元", 1_500, 2_000],
  ["30-40", 30, 40],
  ["30至40张", 30, 40],
])("the word behind a range %s counts both its ends", (cell, low, high) =>
  expect(numberOf(cell)).toEqual({
    value: low,
    remarks: [{ severity: "warning", code: "lower-end-taken", facts: { low, high } }],
  }),
);
