import { expect, test } from "vitest";
import type { CityGround } from "~/modules/coverage/domain/city-ground";
import { drawnPoints } from "~/modules/siting/domain/drawn-points";
import type { QuestionProblem } from "~/modules/siting/domain/question-problem";
import { readPoints } from "~/modules/siting/domain/read-points";
import { problemWords } from "~/modules/siting/ui/problem-words";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";

/** A city of two communities; and one nobody has placed. */
const CITY = {
  areas: [
    { lon: 113.65, lat: 34.76 },
    { lon: 113.8, lat: 34.7 },
    { lon: null, lat: null },
  ],
} as unknown as CityGround;
const NOWHERE = { areas: [] } as unknown as CityGround;

function read(text: string, city = CITY) {
  const problems: QuestionProblem[] = [];
  return { points: readPoints(text, city, problems), problems };
}

test("a place within the city is taken as it is", () => {
  const { points, problems } = read("示例院,113.7,34.75,300000\n示例楼,113.65,34.76");
  expect(problems).toEqual([]);
  expect(points.map(({ name }) => name)).toEqual(["示例院", "示例楼"]);
});

test("exchanged longitude and latitude are told with the line as it should be, all of them at once", () => {
  const { points, problems } = read('名称,纬度,经度\n示例院,34.75,113.7,30万\n示例楼,113.65,34.76\n"示例,北门",34.7,113.8');
  expect(points).toEqual([]);
  expect(problems).toEqual([
    {
      ...{ kind: "points-swapped", field: "points", line: 2 },
      ...{ given: "示例院,34.75,113.7,30万", turned: "示例院,113.7,34.75,30万" },
      turns: [
        { given: "示例院,34.75,113.7,30万", turned: "示例院,113.7,34.75,30万" },
        { given: '"示例,北门",34.7,113.8', turned: '"示例,北门",113.8,34.7' },
      ],
    },
  ]);
  // What is offered can be read, and lies in the city.
  const [problem] = problems;
  const turned = problem!.kind === "points-swapped" ? problem.turns.map((each) => each.turned).join("\n") : "";
  expect(read(turned)).toMatchObject({ problems: [], points: [{ build: 30_000_000 }, { name: "示例,北门" }] });
});

test("where both figures could be either, the city tells which is which", () => {
  const near = { areas: [{ lon: 40, lat: 60 }] } as unknown as CityGround;
  expect(read("示例院,60.01,40.01", near).problems).toMatchObject([{ kind: "points-swapped", turned: "示例院,40.01,60.01" }]);
  expect(read("示例院,40.01,60.01", near).problems).toEqual([]);
});

test("a place farther than anybody walks to is told by its line, and so is one of another country", () => {
  const { problems } = read("示例院,113.7,34.75\n示例楼,113.1,34.76\n示例厅,2.35,48.85");
  expect(problems).toEqual([
    { kind: "point-far", field: "points", line: 2, given: "示例楼,113.1,34.76", kilometres: 10 },
    { kind: "point-far", field: "points", line: 3, given: "示例厅,2.35,48.85", kilometres: 10 },
  ]);
});

test("a line that is no place either way is told so; a city that is placed nowhere says only what no latitude can be", () => {
  expect(read("示例院,34.75\n示例楼,200,34").problems).toMatchObject([
    { kind: "not-a-point", line: 1 },
    { kind: "not-a-point", line: 2 },
  ]);
  // Exchanged it would be far away: then it is no slip of that kind.
  expect(read("示例院,34.75,150").problems).toMatchObject([{ kind: "not-a-point" }]);
  expect(read("示例院,34.75,113.7", NOWHERE).problems).toMatchObject([{ kind: "points-swapped" }]);
  expect(read("示例院,2.35,48.85", NOWHERE).problems).toEqual([]);
});

test("the words say what is wrong and what to write, in both languages", () => {
  const words = (text: string, language: "zh" | "en") => {
    const t = translator(language, language === "en" ? en : zh).getFixedT(language, "siting");
    return read(text).problems.map((problem) => problemWords(problem, t, language === "en"));
  };
  const one = "示例院,34.75,113.7";
  expect(words(one, "zh")).toEqual([
    "我给出的地点第 1 行的经度和纬度像是写反了：「示例院,34.75,113.7」应写成「示例院,113.7,34.75」。",
  ]);
  expect(words(`${one}\n${one}1`, "zh")[0]).toContain("有 2 行的经度和纬度像是写反了");
  expect(words(one, "en")[0]).toContain("should be “示例院,113.7,34.75”");
  expect(words("示例厅,2.35,48.85", "zh")[0]).toContain("超过 10 公里");
  expect(words("示例厅,2.35,48.85", "en")[0]).toContain("more than 10 km");
});

test("a list is still read as a whole where nobody knows the city", () => {
  expect(drawnPoints("甲,113.6,34.7")).toMatchObject({ ok: true, value: [{ name: "甲" }] });
});
