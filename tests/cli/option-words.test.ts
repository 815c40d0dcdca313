import { parseArgs } from "node:util";
import { expect, test } from "vitest";
import { optionWords, withNegatives } from "~/cli/option-words";

const options = { budget: { type: "string" }, "site-costs": { type: "string" }, json: { type: "boolean" } } as const;
const said = (...args: string[]) => {
  try {
    parseArgs({ args: withNegatives(args), options });
    return "";
  } catch (error) {
    return optionWords(error);
  }
};

test.each([
  [["--wibble", "3"], "没有 --wibble 这个选项 · there is no option --wibble"],
  [["-x"], "没有 -x 这个选项 · there is no option -x"],
  [["--site-costs"], "--site-costs 后面缺少内容 · --site-costs needs a value"],
  [["--budget", "--json"], "--budget 后面缺少内容 · --budget needs a value"],
  [["--json=yes"], "--json 后面不写内容 · --json takes no value"],
  [["left over"], "有多余的内容 · there are words that belong to no option: options begin with --"],
])("%j is said in a sentence of ours, never in Node's", (args, words) => expect(said(...args)).toBe(words));

test("a negative number is the value of the option before it", () => {
  expect(withNegatives(["--budget", "-1", "--json"])).toEqual(["--budget=-1", "--json"]);
  expect(withNegatives(["--at", "-.5", "-2"])).toEqual(["--at=-.5", "-2"]);
  expect(withNegatives(["--json", "--budget", "3", "-x"])).toEqual(["--json", "--budget", "3", "-x"]);
  expect(said("--budget", "-1")).toBe("");
});

test("an error that is not about options is no business of theirs", () => {
  expect([optionWords(new Error("--budget")), optionWords("--budget")]).toEqual([null, null]);
});
