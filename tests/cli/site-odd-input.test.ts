import { gzipSync } from "node:zlib";
import { afterEach, expect, test, vi } from "vitest";
import { main } from "~/cli/qh";
import type { Machine } from "~/cli/command";
import { gbk } from "../modules/imports/office-files";
import { typedFiles } from "./typed-files";

const { put } = typedFiles();
put("D.csv", "id,weight\na,10\nb,20\nc,40\n");
put("C.csv", "demand,site,cost\na,n,100\nb,n,300\nb,m,200\nc,m,300\nc,s,100\n");
afterEach(() => vi.restoreAllMocks());

/** What the terminal shows of a line that was typed: exit code and both streams, to the letter. */
async function typed(...words: string[]) {
  const shown = { out: "", err: "" };
  const into = (which: "out" | "err") => (text: string | Uint8Array, then?: unknown) => {
    shown[which] += String(text);
    if (typeof then === "function") (then as () => void)();
    return true;
  };
  vi.spyOn(process.stdout, "write").mockImplementation(into("out"));
  vi.spyOn(process.stderr, "write").mockImplementation(into("err"));
  const code = await main(["site", ...words], { stop: new AbortController().signal } as Machine);
  vi.restoreAllMocks();
  return { code, ...shown };
}

const line = (said: { readonly demand?: string; readonly costs?: string } = {}) => [
  ...["--model", "mclp", "--demand", said.demand ?? "D.csv", "--costs", said.costs ?? "C.csv"],
  ...["--sites", "1", "--radius", "300", "--json"],
];

test.each<[string, string | Uint8Array]>([
  ["scientific notation", "id,weight\na,1e1\nb,2E+1\nc,4.0e1\n"],
  ["spaces and empty lines", " id , weight \n a , 10 \n b , 20 \n\n c , 40 \n\n\n"],
  ["columns in another order, and more of them", 'note,weight,name,id\nx,10,n,a\nx,20,n,b\n"x,y",40,n,c\n'],
  ["semicolons", "id;weight\na;10\nb;20\nc;40\n"],
  ["Excel's own line of the separator", 'sep=;\r\n"id";"weight"\r\n"a";"10"\r\n"b";"20"\r\n"c";"40"\r\n'],
  ["a mark of UTF-8 and lines of Windows", "\uFEFFid,weight\r\na,10\r\nb,20\r\nc,40\r\n"],
  ["lines of an old Mac", "id,weight\ra,10\rb,20\rc,40\r"],
  ["Chinese headings in GBK", gbk("编号,人数\na,10\nb,20\nc,40\n")],
  ["UTF-16 of Excel's «Unicode text»", Buffer.from("\uFEFFid\tweight\na\t10\nb\t20\nc\t40\n", "utf16le")],
])("%s is read as it is meant: one JSON object and nothing else", async (_what, content) => {
  const { code, out, err } = await typed(...line({ demand: put("odd.csv", content) }));
  expect([code, err, out.split("\n").length]).toEqual([0, "", 2]);
  expect(JSON.parse(out)).toMatchObject({ objective: 60, sites: ["m"], proved: true });
});

test("ids may hold commas, quotes, line breaks and names of JavaScript's own", async () => {
  const demand = put("ids.csv", 'id,weight\n"a,1",10\n"b\n""2""",20\n__proto__,40\n');
  const costs = put("ids-costs.csv", 'demand,site,cost\n"a,1",constructor,1\n"b\n""2""",constructor,1\n__proto__,toString,1\n');
  const { out } = await typed(...line({ demand, costs }));
  expect(JSON.parse(out)).toMatchObject({ objective: 40, sites: ["toString"] });
});

test.each<[string, readonly string[], string]>([
  ["an option twice", ["--sites", "2"], "--sites is given more than once: say which is meant"],
  ["an option nobody knows", ["--wibble"], "there is no option --wibble"],
  ["a value where none is taken", ["--json=true"], "--json takes no value"],
  ["an option without its value", ["--fixed"], "--fixed needs a value"],
  ["a word too many", ["fast"], "nothing is done with «fast»"],
  ["no time", ["--seconds", "0"], "--seconds is «0»"],
  ["time in words", ["--seconds", "abc"], "--seconds is «abc»"],
  ["time below nothing", ["--seconds", "-3"], "--seconds is «-3»"],
  ["every site forbidden", ["--forbidden", "n,m,s"], "--sites 1 is more than the 0 that may be opened"],
  ["a site nobody knows", ["--fixed", "zzz"], "--fixed names zzz"],
  ["money without prices", ["--budget", "3"], "--site-costs is missing"],
])("%s ends with exit code 2, one sentence, and nothing on stdout", async (_what, more, sentence) => {
  const { code, out, err } = await typed(...line(), ...more);
  expect([code, out]).toEqual([2, ""]);
  expect(err.trimEnd().split("\n")).toEqual([expect.stringContaining(sentence)]);
});

test.each<[string, string | Uint8Array, string]>([
  ["packed", gzipSync("id,weight\na,1\n"), "odd.csv is not a CSV text: save it as CSV first"],
  ["a workbook", Buffer.concat([Buffer.from("PK\u0003\u0004"), Buffer.alloc(200)]), "is not a CSV text"],
  ["of blanks", " \n \n", "odd.csv is empty"],
  ["with NaN", "id,weight\na,NaN\n", "odd.csv line 2: weight is «NaN», a number is expected"],
  ["with figures in hexadecimal", "id,weight\na,0x10\n", "weight is «0x10»"],
  ["with thousands set apart", 'id,weight\na,"1,000"\n', "weight is «1,000»"],
  ["with a line too short", "id,weight\na,10\nb\n", "odd.csv line 3: weight is «»"],
  ["with a line too short below the separator's", "sep=;\nid;weight\na;10\nb\n", "odd.csv line 4: weight is «»"],
  ["with an open quote", 'id,weight\n"a,10\nb,20\n', "the quotes do not pair up"],
  ["with a heading twice", "id,weight,Weight\na,1,2\n", "more than one column weight"],
  ["too large to be counted", "id,weight\na,1e400\n", "odd.csv line 2: weight is «1e400»"],
])("a file %s ends with exit code 2, one sentence, and nothing on stdout", async (_what, content, sentence) => {
  const { code, out, err } = await typed(...line({ demand: put("odd.csv", content) }));
  expect([code, out]).toEqual([2, ""]);
  expect(err.trimEnd().split("\n")).toEqual([expect.stringContaining(sentence)]);
});

test("a folder in the place of a file is told to be one", async () => {
  expect((await typed(...line({ demand: "." }))).err).toContain(". is a folder: name a CSV file in it");
});
