import { expect, test } from "vitest";
import { answerAccess } from "~/cli/access-answer";
import { accessJson } from "~/cli/access-json";
import { accessTable } from "~/cli/access-table";
import { refusalOf, typedFiles } from "./typed-files";

const { put } = typedFiles();

/** Two villages and a town: 100, 50 and 200 people; a small home of 20 places and a large one of 60. */
const town = {
  supply: put("S.csv", "id,capacity\nsmall,20\nlarge,60\n"),
  demand: put("D.csv", "id,population\neast,100\nwest,50\ntown,200\n"),
  costs: put("C.csv", "demand,supply,cost\neast,small,5\neast,large,20\nwest,small,15\nwest,large,10\ntown,large,15\n"),
  catchment: "15",
  method: "2sfca",
};
const asked = (other: Partial<typeof town> & { decay?: string }) => answerAccess({ ...town, ...other });

test("one object says the value of every demand id, the Gini and the Lorenz points", async () => {
  const { seconds, ...facts } = accessJson(await asked({}));
  expect(seconds).toEqual({ read: expect.any(Number), compute: expect.any(Number) });
  expect(facts).toEqual({
    method: "2sfca",
    decay: "binary",
    catchment: 15,
    demand: 3,
    supply: 2,
    costs: 5,
    costs_inside: 4,
    people: 350,
    capacity: 80,
    capacity_reached: 80,
    values: { east: 20 / 150, west: 20 / 150 + 60 / 250, town: 60 / 250 },
    gini: expect.closeTo(1 / 6, 12),
    lorenz: [
      [0, 0],
      [expect.closeTo(100 / 350, 12), expect.closeTo(1 / 6, 12)],
      [expect.closeTo(300 / 350, 12), expect.closeTo((100 * (20 / 150) + 48) / 80, 12)],
      [1, 1],
    ],
    no_residents: [],
    population_unknown: [],
    capacity_unknown: [],
    unknown: [],
    lower_bounds: [],
  });
});

test("each method and decay by its name", async () => {
  expect(accessJson(await asked({ method: "cumulative" })).values).toEqual({ east: 20, west: 80, town: 60 });
  expect(accessJson(await asked({ method: "bfca" })).values.east).toBeCloseTo(0.08, 12);
  const stepped = accessJson(await asked({ method: "e2sfca" }));
  expect(stepped).toMatchObject({
    decay: "step",
    bands: [
      { to: 5, weight: 1 },
      { to: 10, weight: 0.68 },
      { to: 15, weight: 0.22 },
    ],
  });
  expect(stepped.values.east).toBeCloseTo(20 / 111, 12);
  expect(accessJson(await asked({ method: "e2sfca", decay: "gaussian" }))).toMatchObject({
    decay: "gaussian",
    values: { town: 0 },
  });
});

test("what is unknown is named and never nought", async () => {
  const facts = accessJson(
    await asked({
      supply: put("S-unknown.csv", "id,capacity\nsmall,\nlarge,60\n"),
      demand: put("D-empty.csv", "id,population\neast,100\nwest,\ntown,0\n"),
    }),
  );
  expect(facts).toMatchObject({
    people: 100,
    capacity: 60,
    capacity_reached: 0,
    values: { east: null, west: null, town: null },
    gini: null,
    lorenz: [],
    no_residents: ["town"],
    population_unknown: ["west"],
    capacity_unknown: ["small"],
    unknown: [
      { id: "east", reason: "capacity-unknown" },
      { id: "west", reason: "population-unknown" },
      { id: "town", reason: "no-residents" },
    ],
  });
});

test("the table names the method, the Gini and the worst off first, and says how many it leaves out", async () => {
  const many = Array.from({ length: 30 }, (_, row) => `p${row},${row + 1}\n`).join("");
  const table = accessTable(
    await asked({
      demand: put("D-many.csv", `id,population\n${many}`),
      costs: put("C-many.csv", "demand,supply,cost\np7,small,3\np8,large,3\n"),
    }),
  );
  expect(table).toContain("两步移动搜索 2SFCA");
  expect(table).toContain("基尼系数 Gini：");
  expect(table).toContain("the other 10: --json");
  expect(table.split("\n").find((line) => line.startsWith("  p"))).toMatch(/^ {2}p0 +0$/);
});

test("a file with a mark, quotes, semicolons, Chinese letters of GBK and Windows line ends is read as it is", async () => {
  const gbk = Uint8Array.of(0xd6, 0xd0, 0xd4, 0xad); // 中原
  const facts = accessJson(
    await asked({
      supply: put("S-marked.csv", '\uFEFF"编号";"capacity"\r\n"small";"20"\r\n\r\n"large";"60"\r\n'),
      demand: put("D-gbk.csv", Buffer.concat([Buffer.from("id,Population\r\n"), gbk, Buffer.from(",100\r\n")])),
      costs: put("C-named.csv", "cost,note,supply,demand\n15,x,small,中原\n"),
    }),
  );
  expect(facts.values).toEqual({ 中原: 0.2 });
});

test.each([
  ["no method", { method: "" }, "--method is missing"],
  ["another method", { method: "3sfca" }, "--method is «3sfca»: use one of cumulative, 2sfca, e2sfca, bfca"],
  ["a method of every object", { method: "toString" }, "--method is «toString»"],
  ["another decay", { method: "e2sfca", decay: "linear" }, "--decay is «linear»: use one of step, gaussian"],
  ["a decay of a method that has none", { decay: "step" }, "--decay has a meaning only with --method e2sfca"],
  ["a catchment of nought", { catchment: "0" }, "--catchment is «0»: a number greater than 0"],
  ["a catchment in words", { catchment: "15min" }, "--catchment is «15min»"],
  ["no file of that name", { costs: "gone.csv" }, "there is no file gone.csv"],
  ["a folder", { costs: "." }, ". is a folder"],
  ["an empty file", { costs: put("empty.csv", "") }, "empty.csv is empty"],
  ["a workbook", { costs: put("book.csv", "PK\u0003\u0004…") }, "book.csv is not a CSV text"],
  [
    "a missing column",
    { costs: put("c1.csv", "from,supply,cost\n") },
    "c1.csv has no column demand: its columns are from, supply, cost",
  ],
  ["a column twice", { supply: put("s1.csv", "id,编号,capacity\n") }, "s1.csv has more than one column id"],
  ["words for a cost", { costs: put("c2.csv", "demand,supply,cost\n\neast,small,near\n") }, "c2.csv line 3: cost is «near»"],
  ["no cost", { costs: put("c3.csv", "demand,supply,cost\neast,small\n") }, "c3.csv line 2: cost is «»"],
  ["an endless cost", { costs: put("c4.csv", "demand,supply,cost\neast,small,1e999\n") }, "c4.csv line 2: cost is «1e999»"],
  ["a negative cost", { costs: put("c5.csv", "demand,supply,cost\neast,small,-1\n") }, "c5.csv line 2: cost is -1, it cannot be"],
  [
    "an unknown demand",
    { costs: put("c6.csv", "demand,supply,cost\nnorth,small,1\n") },
    "c6.csv line 2: demand north is not in D.csv",
  ],
  [
    "an unknown supply",
    { costs: put("c7.csv", "demand,supply,cost\neast,none,1\n") },
    "c7.csv line 2: supply none is not in S.csv",
  ],
  [
    "a pair twice",
    { costs: put("c8.csv", "demand,supply,cost\neast,small,1\ntown,large,2\neast,small,3\n") },
    "east → small twice, on lines 2 and 4",
  ],
  [
    "an id twice",
    { demand: put("d1.csv", "id,population\neast,1\nwest,1\neast,1\n") },
    "d1.csv has the id east twice, on lines 2 and 4",
  ],
  ["no id", { demand: put("d2.csv", "id,population\n ,1\n") }, "d2.csv line 2: id is empty"],
  ["fewer than no places", { supply: put("s2.csv", "id,capacity\nsmall,-3\n") }, "s2.csv line 2: capacity is -3"],
  ["words for people", { demand: put("d3.csv", 'id,population\n"a\nb",1\neast,many\n') }, "d3.csv line 4: population is «many»"],
  [
    "a quote left open",
    { demand: put("d4.csv", 'id,population\neast,1\n"west,1\n') },
    "d4.csv line 3: the quotes do not pair up",
  ],
])("%s is refused in one sentence", async (_name, other, english) => {
  const sentence = await refusalOf(asked(other));
  expect(sentence).toContain(english);
  expect(sentence).toMatch(/^[^\n]*[\u4e00-\u9fff][^\n]* · [^\n]+$/);
});
