import { expect, test } from "vitest";
import { answerSite, type SiteOptions } from "~/cli/site-answer";
import { siteTable } from "~/cli/site-table";
import { sitingRefusalWords } from "~/cli/siting-refusal";
import { refusalOf, typedFiles } from "./typed-files";

const { put } = typedFiles();
/** Three villages on a line and three sites between them; nobody reaches the last village. */
const demand = put("D.csv", "\uFEFFid,weight\r\na,10\r\nb,20\r\nc,40\r\nlost,80\r\n");
const costs = put(
  "C.csv",
  "demand,site,cost\na,north,100\nb,north,300\nb,middle,200\nc,middle,300\nc,south,100\nlost,south,9000\n",
);
const asked: SiteOptions = { model: "mclp", demand, costs, radius: "300", sites: "1" };

test("the most people within the radius, each at the nearest opened site, and who cannot be reached is listed", async () => {
  expect(await answerSite(asked)).toMatchObject({
    ...{ model: "mclp", objective: 60, sites: ["middle"], uncoverable: ["lost"], bound: 60, gap: 0, proved: true },
    assignments: [
      { demand: "b", site: "middle", cost: 200, people: 20 },
      { demand: "c", site: "middle", cost: 300, people: 40 },
    ],
  });
});

test("every model answers, with its own figure", async () => {
  const figure = async (options: SiteOptions) => (await answerSite({ demand, costs, ...options })).objective;
  expect(await figure({ model: "lscp", radius: "300" })).toBe(2);
  expect(await figure({ model: "backup", radius: "300", sites: "3" })).toBe(60);
  expect(await figure({ model: "p-median", sites: "3" })).toBe(10 * 100 + 20 * 200 + 40 * 100 + 80 * 9000);
  expect(await figure({ model: "p-center", sites: "2" })).toBe(9000);
  const money = { budget: "7", "site-costs": put("K.csv", "site,cost\nnorth,4\nmiddle,8\nsouth,3\n") };
  expect(await figure({ model: "budget", radius: "300", ...money })).toBe(70);
  expect(await figure({ ...asked, capacity: put("S.csv", "site,capacity\nnorth,50\nmiddle,30\nsouth,5\n") })).toBe(30);
});

test("fixed sites count among the sites and are always chosen, forbidden ones never", async () => {
  expect(await answerSite({ ...asked, sites: "2", fixed: "south" })).toMatchObject({
    objective: 70,
    sites: expect.arrayContaining(["south"]) as string[],
  });
  expect(await answerSite({ ...asked, forbidden: "middle, north" })).toMatchObject({ objective: 40, sites: ["south"] });
  expect(siteTable(await answerSite(asked))).toContain("proved best");
});

test("a gap nobody knows is null, and said to be; no choice in time is not said to be impossible", async () => {
  const answer = { ...(await answerSite(asked)), proved: false, gap: null, bound: 90 };
  expect(siteTable(answer)).toContain("not yet known how near the best (上下界 bound 90)");
  expect(siteTable({ ...answer, gap: 1.5 })).toContain("not yet known how near the best (上下界 bound 90)");
  expect(siteTable({ ...answer, gap: 0.5 })).toContain("within 50.000 %");
  expect(sitingRefusalWords({ kind: "not-found", seconds: 5 })).toContain("none was shown to be impossible: give more --seconds");
});

test.each<[string, SiteOptions, string]>([
  ["an unknown model", { model: "maximal" }, "--model is «maximal»"],
  ["no model", { model: "" }, "--model is missing"],
  ["no radius", { radius: undefined }, "--radius is missing"],
  ["a radius in words", { radius: "far" }, "--radius is «far»"],
  ["no count", { sites: undefined }, "--sites is missing"],
  ["half a site", { sites: "1.5" }, "a whole number is expected"],
  ["fewer than are fixed", { sites: "1", fixed: "north,south" }, "fewer than the 2 of --fixed"],
  ["more than there are", { sites: "3", forbidden: "north" }, "more than the 2 that may be opened"],
  ["a fixed site nobody knows", { fixed: "west" }, "--fixed names west, which is no site of C.csv"],
  ["fixed and forbidden", { fixed: "north", forbidden: "north" }, "north stands in both --fixed and --forbidden"],
  ["a budget without prices", { budget: "3" }, "--site-costs is missing"],
  ["prices without a budget", { "site-costs": "K.csv" }, "--site-costs has a meaning only with --budget"],
  ["a model without budget", { model: "budget" }, "--budget is missing"],
  ["no time", { seconds: "0" }, "--seconds is «0»"],
  ["a file that is not there", { demand: "none.csv" }, "there is no file none.csv"],
])("%s is refused in one sentence", async (_what, options, sentence) => {
  expect(await refusalOf(answerSite({ ...asked, ...options }))).toContain(sentence);
});

test.each([
  ["demand", "no.csv", "id,people\na,1\n", "no.csv has no column weight"],
  ["demand", "minus.csv", "id,weight\na,-1\n", "minus.csv line 2: weight is -1, it cannot be negative"],
  ["demand", "words.csv", "id,weight\na,many\n", "words.csv line 2: weight is «many», a number is expected"],
  ["demand", "blank.csv", "id,weight\na,\n", "blank.csv line 2: weight is «»"],
  ["demand", "huge.csv", "id,weight\na,1e300\n", "huge.csv line 2: weight is 1e300: at most"],
  ["demand", "head.csv", "id,weight\n", "head.csv has a heading and no rows"],
  ["demand", "empty.csv", "", "empty.csv is empty"],
  ["demand", "twice.csv", "id,weight\na,1\na,2\n", "twice.csv has the id a twice, on lines 2 and 3"],
  ["costs", "pair.csv", "demand,site,cost\na,x,1\nb,x,2\na,x,3\n", "pair.csv gives a → x twice, on lines 2 and 4"],
  ["costs", "who.csv", "demand,site,cost\nz,x,1\n", "who.csv line 2: demand z is not in D.csv"],
  ["costs", "less.csv", "demand,site,cost\na,x,-2\n", "less.csv line 2: cost is -2"],
  ["capacity", "none.csv", "site,capacity\nwest,4\n", "none.csv line 2: site west is not in C.csv"],
  ["capacity", "some.csv", "site,capacity\nnorth,4\n", "some.csv has no capacity for the site middle"],
])("a wrong %s file (%s) is refused in one sentence", async (option, name, content, sentence) => {
  expect(await refusalOf(answerSite({ ...asked, [option]: put(name, content) }))).toContain(sentence);
});

test.each([
  ["300万", "«300万» is 3000000 if that is yuan"],
  ["300万元", "“300万元”写成 3000000"],
  ["3,000,000", "«3,000,000» is 3000000 if that is yuan"],
  ["3 million", "«3 million» is 3000000 if that is yuan"],
  ["3万5", "--budget is «3万5»: a number of 0 or more is expected"],
  ["about 5", "--budget is «about 5»: a number of 0 or more is expected"],
])("a budget of %s is in no unit of the costs file: the sentence says which number to write", async (budget, said) => {
  const money = { budget, "site-costs": put("K.csv", "site,cost\nnorth,4\nmiddle,8\nsouth,3\n") };
  expect(await refusalOf(answerSite({ model: "budget", demand, costs, radius: "300", ...money }))).toContain(said);
});

test("where no choice keeps every limit the sentence says which to relax, and how far", async () => {
  const money = { budget: "5", "site-costs": put("P.csv", "site,cost\nnorth,4\nmiddle,8\nsouth,3\n") };
  expect(await refusalOf(answerSite({ ...asked, model: "budget", ...money, fixed: "north,south", sites: "2" }))).toContain(
    "relax --budget → 7",
  );
  expect(await refusalOf(answerSite({ ...asked, model: "lscp" }))).toContain("relax --sites → 2");
});
