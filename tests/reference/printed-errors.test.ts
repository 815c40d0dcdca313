import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { methodError } from "~/modules/coverage/domain/method-error";
import { printedErrorRows } from "../../bench/printed-errors";

const FOLDER = "../shared/reference/streets";
test.skipIf(!existsSync(FOLDER))(
  "errors printed beside figures are the widest measured on four extracts",
  { timeout: 180_000 },
  async () => {
    const rows = await printedErrorRows();
    const numbersOf = (words: string) =>
      rows.filter(({ what }) => what.includes(words)).map(({ figure }) => figure.match(/\d\.\d+/g)!.map(Number));
    const widest = (words: string) => {
      const [shared, worst, low, high] = [0, 1, 2, 3].map((column) => numbersOf(words).map((row) => row[column]!));
      const least = (all: number[]) => Math.min(...all);
      return {
        shared: least(shared!),
        sharedAtBest: Math.max(...shared!),
        worstTenth: least(worst!),
        low: least(low!),
        high: Math.max(...high!),
      };
    };
    expect(methodError("circle", true, false)).toMatchObject(widest("circle"));
    expect(methodError("sectors", false, true)).toMatchObject(widest("walks near by"));
    const network = widest("network, ");
    expect(methodError("network", true, false)).toMatchObject(network);
    const sectors = widest("sectors from streets");
    const both = { ...sectors, low: rounded(sectors.low * network.low), high: rounded(sectors.high * network.high) };
    expect(methodError("sectors", true, false)).toMatchObject(both);
  },
);

const rounded = (value: number) => Math.round(value * 100) / 100;
