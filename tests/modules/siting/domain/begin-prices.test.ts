import { expect, test } from "vitest";
import { beginPrices } from "~/modules/siting/domain/solving/begin-prices";
import { servingOf } from "~/modules/siting/domain/solving/serving";
import { question } from "./made-questions";

test("prices begin between the cheapest open site and the next, and where there is none with what that costs", () => {
  const rows = [
    [1, 5, 9],
    [null, 4, 6],
    [2, null, 8],
  ];
  const asked = question({ model: "p-median", sites: 3, demands: rows.map((ways) => ({ people: 1, ways })) });
  const pricesOf = (sites: readonly number[], nobody: number) => {
    const price = new Float64Array(3);
    beginPrices(servingOf(asked, { costOf: (cost) => cost, nobody, isMerged: false }), sites, price);
    return [...price];
  };
  expect(pricesOf([0, 1], Infinity)).toEqual([3, 5, 5]);
  expect(pricesOf([1], Infinity)).toEqual([7, 5, 8]);
  expect(pricesOf([0, 1], 7)).toEqual([3, 5.5, 4.5]);
  expect(pricesOf([], 4)).toEqual([4, 4, 4]);
});
