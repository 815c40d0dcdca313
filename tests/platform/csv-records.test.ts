import fc from "fast-check";
import { expect, test } from "vitest";
import { CsvBroken, csvText, eachCsvRecord } from "~/platform/csv-records.server";

const recordsOf = (text: string) => {
  const records: [number, ...string[]][] = [];
  eachCsvRecord(text, (cells, line) => records.push([line, ...cells]));
  return records;
};

test("a record says the line it begins on, whatever stands between", () => {
  expect(recordsOf("a,b\n\n,,\n 1 ,2")).toEqual([
    [1, "a", "b"],
    [4, "1", "2"],
  ]);
  expect(recordsOf('a,b\r\n"x\r\ny",2\r\n\r\n3,"4"\r\n')).toEqual([
    [1, "a", "b"],
    [2, "x\ny", "2"],
    [5, "3", "4"],
  ]);
});

test("quoted and plain texts of the same cells give the same records", () => {
  const cell = fc.stringMatching(/^[a-z0-9.]{1,6}$/);
  const row = fc.tuple(cell, cell, cell);
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), fc.constantFrom("\n", "\r\n"), (rows, end) => {
      const plain = rows.map((cells) => cells.join(",") + end).join("");
      const quoted = rows.map((cells) => cells.map((one) => `"${one}"`).join(",") + end).join("");
      expect(recordsOf(quoted)).toEqual(recordsOf(plain));
      expect(recordsOf(plain)).toEqual(rows.map((cells, at) => [at + 1, ...cells]));
    }),
  );
});

test("a quote that cannot stand there is refused with its line, and a refusal of the taker passes unchanged", () => {
  for (const [text, line] of [
    ['a,b\n1,x"y\n', 2],
    ['a,b\n1,2\n"x"y,2\n', 3],
  ] as const) {
    const refusal = (() => {
      try {
        return recordsOf(text);
      } catch (error) {
        return error;
      }
    })();
    expect(refusal).toBeInstanceOf(CsvBroken);
    expect(refusal).toMatchObject({ line });
  }
  const own = new Error("not this one");
  const refuse = () => {
    throw own;
  };
  expect(() => eachCsvRecord('"a",b\n', refuse)).toThrow(own);
});

test("old Macintosh line ends are line ends", () => {
  expect(recordsOf(csvText(Buffer.from("a,b\r1,2\r")))).toEqual([
    [1, "a", "b"],
    [2, "1", "2"],
  ]);
});
