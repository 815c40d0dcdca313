import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** docs/security.md promises a verdict for every line of the standard, and a test behind every promise. */
const DOCUMENT = "docs/security.md";
const text = readFileSync(DOCUMENT, "utf8");

/** Numbers of OWASP ASVS 5.0.0, levels 1 and 2: section and lines. */
const STANDARD = [
  "1.1: 1-2; 1.2: 1-9; 1.3: 1-11; 1.4: 1-3; 1.5: 1-2",
  "2.1: 1-3; 2.2: 1-3; 2.3: 1-4; 2.4: 1",
  "3.2: 1-2; 3.3: 1-4; 3.4: 1-6; 3.5: 1-5; 3.7: 1-2",
  "4.1: 1-3; 4.2: 1; 4.3: 1-2; 4.4: 1-4",
  "5.1: 1; 5.2: 1-3; 5.3: 1-2; 5.4: 1-3",
  "6.1: 1-3; 6.2: 1-12; 6.3: 1-4; 6.4: 1-4; 6.5: 1-5; 6.6: 1-3; 6.8: 1-4",
  "7.1: 1-3; 7.2: 1-4; 7.3: 1-2; 7.4: 1-5; 7.5: 1-2; 7.6: 1-2",
  "8.1: 1-2; 8.2: 1-3; 8.3: 1; 8.4: 1",
  "9.1: 1-3; 9.2: 1-4",
  "10.1: 1-2; 10.2: 1-2; 10.3: 1-4; 10.4: 1-11; 10.5: 1-5; 10.6: 1-2; 10.7: 1-3",
  "11.1: 1-2; 11.2: 1-3; 11.3: 1-3; 11.4: 1-4; 11.5: 1; 11.6: 1",
  "12.1: 1-3; 12.2: 1-2; 12.3: 1-4",
  "13.1: 1; 13.2: 1-5; 13.3: 1-2; 13.4: 1-5",
  "14.1: 1-2; 14.2: 1-4; 14.3: 1-3",
  "15.1: 1-3; 15.2: 1-3; 15.3: 1-7",
  "16.1: 1; 16.2: 1-5; 16.3: 1-4; 16.4: 1-3; 16.5: 1-3",
  "17.1: 1; 17.2: 1-4; 17.3: 1-2",
];
const asked = STANDARD.flatMap((chapter) =>
  chapter.split("; ").flatMap((section) => {
    const [name = "", numbers = ""] = section.split(": ");
    return numbers.split(" ").flatMap((range) => between(name, range));
  }),
);

function between(section: string, range: string): string[] {
  const [from = 0, to = from] = range.split("-").map(Number);
  return Array.from({ length: to - from + 1 }, (_, at) => `${section}.${from + at}`);
}

interface Line {
  readonly numbers: readonly string[];
  readonly words: string;
  readonly verdict: string;
  readonly evidence: string;
}
const lines: readonly Line[] = text
  .split("\n")
  .filter((row) => /^\| \d/.test(row))
  .map((row) => {
    const [, said = "", words = "", verdict = "", evidence = ""] = row.split(" | ").flatMap((cell) => cell.split(/^\| | \|$/));
    return { numbers: said.split(", ").flatMap(numbersOf), words, verdict, evidence };
  });

/** «10.4.1–10.4.3» → 10.4.1, 10.4.2, 10.4.3 */
function numbersOf(said: string): string[] {
  const [from = "", to = from] = said.split("–");
  const section = from.replace(/\.\d+$/, "");
  const last = (number: string) => number.split(".").at(-1) ?? "";
  return between(section, `${last(from)}-${last(to)}`);
}

/** `tests/x.test.ts: its name` */
const testsIn = (evidence: string) =>
  [...evidence.matchAll(/`(tests\/[^:`]+): ([^`]+)`/g)].map(([, file = "", name = ""]) => ({ file, name }));
const pagesIn = (evidence: string) =>
  [...evidence.matchAll(/`(docs\/[^`]+\.md)`(?:: ([^<|]+))?/g)].map(([, file = "", heading]) => ({
    file,
    heading: heading?.trim(),
  }));

test("the numbers of the standard are all there", () => expect(asked).toHaveLength(253));

test("every line of levels 1 and 2 stands there once, and no other", () => {
  const answered = lines.flatMap(({ numbers }) => numbers);
  expect(
    asked.filter((number) => !answered.includes(number)),
    "without an answer",
  ).toEqual([]);
  expect(
    answered.filter((number) => !asked.includes(number)),
    "not of the standard",
  ).toEqual([]);
  expect(
    answered.filter((number, at) => answered.indexOf(number) !== at),
    "answered twice",
  ).toEqual([]);
});

test("every line has words and a verdict with what it needs", () => {
  const lacking = lines.filter(({ words, verdict, evidence }) => {
    const shown = testsIn(evidence).length + pagesIn(evidence).length > 0;
    if (words.length < 3) return true;
    if (verdict === "met") return !shown;
    if (verdict === "partly") return !shown || !/missing: \S.{8}/.test(evidence);
    return !["not met", "does not apply"].includes(verdict) || evidence.length < 4;
  });
  expect(lacking).toEqual([]);
});

test("what is met is shown by a test, unless the line asks for a page", () => {
  const pagesOnly = lines.filter(({ verdict, evidence }) => verdict === "met" && testsIn(evidence).length === 0);
  const ofPages = /^(2\.1|5\.1|6\.1|7\.1|8\.1|11\.1|13\.1|14\.1|15\.1|16\.1)\.\d+$/;
  expect(pagesOnly.flatMap(({ numbers }) => numbers).filter((number) => !ofPages.test(number))).toEqual([]);
});

test("every test that is named exists under its name, and so does every page with its heading", () => {
  const named = testsIn(text);
  expect(named.length).toBeGreaterThan(100);
  const isThere = ({ file, name }: { file: string; name: string }) => {
    const source = existsSync(file) ? readFileSync(file, "utf8") : "";
    return ['"', "`"].some((mark) => source.includes(`${mark}${name}${mark}`));
  };
  expect(named.filter((one) => !isThere(one))).toEqual([]);
  const isPage = ({ file, heading }: { file: string; heading?: string | undefined }) =>
    existsSync(file) && (!heading || new RegExp(`^#+ ${heading}$`, "m").test(readFileSync(file, "utf8")));
  expect(pagesIn(text).filter((one) => !isPage(one))).toEqual([]);
});

test("the sums at the head of the table are those of the table", () => {
  const of = (verdict: string) => lines.filter((line) => line.verdict === verdict).flatMap(({ numbers }) => numbers).length;
  const sums = [asked.length, of("met"), of("partly"), of("not met"), of("does not apply")];
  expect(text).toContain(
    `Of ${sums[0]} lines ${sums[1]} are met, ${sums[2]} partly, ${sums[3]} are not, ${sums[4]} do not apply.`,
  );
});
