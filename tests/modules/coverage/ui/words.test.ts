import { expect, test } from "vitest";
import { problemText } from "~/modules/coverage/ui/problem-words";
import { problemInBothLanguages } from "~/modules/coverage/ui/problem-in-both-languages";
import { sourceWords } from "~/ui/languages/source-words";
import { strings } from "~/ui/languages/zh";
import { translator } from "~/ui/languages/translator";
import { shadeStep } from "~/ui/map/area-shade";

const t = translator("zh", strings).getFixedT("zh", "coverage");

test("a source is read in one language, its marks as words of their own", () => {
  const source = "15分钟生活圈 [S] / 15-minute circle [S]";
  expect(sourceWords(source, "zh")).toEqual({ text: "15分钟生活圈", marks: ["S"] });
  expect(sourceWords(source, "en")).toEqual({ text: "15-minute circle", marks: ["S"] });
  expect(sourceWords("统计局 / 民政局", "en").text).toBe("统计局 / 民政局");
  expect(sourceWords("https://a.example / b", "zh").text).toBe("https://a.example / b");
});

test("a person reads what is wrong in words, a machine by the parameter's own name", () => {
  const problem = { kind: "not-a-day", field: "date", given: "bad", allowed: [] } as const;
  expect(problemText(problem, t)).toMatch(/^日期「bad」不是日期/);
  const { status, body } = problemInBothLanguages([
    { kind: "unknown", field: "walker", given: "runner", allowed: ["adult", "pram"] },
    problem,
  ]);
  expect(status).toBe(400);
  expect(body.problems.map(({ message }) => message.en)).toEqual([
    "walker “runner” is not known; allowed: adult, pram.",
    expect.stringMatching(/^date “bad” is not a calendar day/),
  ]);
});

test("a share on a bound is shaded as the step that begins there, and none falls off the scale", () => {
  expect([0, 0.199, 0.2, 0.799, 0.8, 1].map(shadeStep)).toEqual([0, 0, 1, 3, 4, 4]);
});
