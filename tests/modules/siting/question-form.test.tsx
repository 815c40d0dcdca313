import { MantineProvider } from "@mantine/core";
import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { createMemoryRouter, RouterProvider } from "react-router-dom";
import { expect, test } from "vitest";
import type { CityGround } from "~/modules/coverage/domain/city-ground";
import { keptFields } from "~/modules/siting/domain/kept-fields";
import { STAGES } from "~/modules/siting/domain/premises/premises-stage";
import { questionFields } from "~/modules/siting/domain/question-fields";
import { readQuestion } from "~/modules/siting/domain/read-question";
import { QuestionForm } from "~/modules/siting/ui/question-form";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";

const TYPES = ["meals", "day-care"].map((key) => ({
  ...{ key, nameZh: `示例${key}`, nameEn: key, symbol: "·", circleMinutes: 15, circleMetres: null, walkerKey: "adult" },
  ...{ populationGroup: "75plus", capacityUnit: "meal" },
}));
const GROUND = {
  ...{ code: "9901", types: TYPES, walkers: [{ key: "adult", speedKmh: 4 }], streets: null, walks: null, populations: [] },
  areas: [{ code: "990101", level: "district", name: "示例区", lon: 113.65, lat: 34.76 }],
} as unknown as CityGround;

/** The form of an address, without scripts. */
function drawn(search: string, language: "zh" | "en" = "zh"): string {
  const asked = new URLSearchParams(search);
  const { question, problems } = readQuestion(asked, GROUND, "2026-11-23", STAGES)!;
  const form = (
    <QuestionForm
      {...{ problems, cityCode: "9901", of: null, isLost: false, hasPremises: true, leftOut: null }}
      fields={keptFields(questionFields(question), problems, asked)}
      choices={{
        ...{ types: TYPES, groups: ["75plus", "60plus"], methods: ["circle"] },
        walkers: [{ key: "adult", nameZh: "成人", nameEn: "adult", speedKmh: 4 }],
        districts: [{ code: "990101", name: "示例区", nameEn: null }],
      }}
    />
  );
  return renderToStaticMarkup(
    <I18nextProvider i18n={translator(language, language === "en" ? en : zh)}>
      <MantineProvider>
        <RouterProvider router={createMemoryRouter([{ path: "/", element: form }])} />
      </MantineProvider>
    </I18nextProvider>,
  );
}

/** What stands in a field as it is sent without scripts, and the words it is described by. */
function field(markup: string, name: string) {
  const tag = new RegExp(`<(?:input|textarea|select)(?=[^>]* name="${name}")(?![^>]*type="hidden")[^>]*>`).exec(markup)!;
  const after = markup.slice(tag.index);
  const chosen = tag[0].startsWith("<select") ? /<option[^>]* selected=""[^>]*>/.exec(after.split("</select>")[0]!)?.[0] : tag[0];
  const value = tag[0].startsWith("<textarea")
    ? /^<textarea[^>]*>([^<]*)/.exec(after)![1]
    : / value="([^"]*)"/.exec(chosen ?? "")?.[1];
  const ids = (/aria-describedby="([^"]*)"/.exec(tag[0])?.[1] ?? "").split(" ").filter(Boolean);
  const words = ids.map((id) => new RegExp(` id="${id}"[^>]*>([^<]*)`).exec(markup)?.[1] ?? "").join(" ");
  return { value, words, isInvalid: tag[0].includes('aria-invalid="true"') };
}

test.each<[search: string, words: string, field?: string]>([
  ["count=many", "「many」不是数字"],
  ["minutes=99", "「99」不在 1 到 60 之间", "size"],
  ["types=flying", "不认识「flying」"],
  ["group=giants", "不认识「giants」"],
  ["aim=cheap", "不认识「cheap」"],
  ["build=some", "「some」不是金额"],
  ["area=440101", "不认识「440101」"],
  ["walker=ghost", "不认识「ghost」"],
  ["date=tomorrow", "「tomorrow」不是日期"],
  ["needs=flying", "不认识「flying」"],
  ["upper=flying", "不认识「flying」"],
  ["capacity=viele", "「viele」不是数字"],
  ["from=points&points=nowhere,1", "第 1 行看不懂"],
])("«%s»: the field keeps it and says beside it what is wrong", (search, words, name) => {
  const [asked, value] = [...new URLSearchParams(search)].at(-1)!;
  const at = name ?? asked;
  expect(field(drawn(search), at)).toEqual({ value, isInvalid: true, words: expect.stringContaining(words) as string });
  expect(field(drawn(""), at)).toMatchObject({ isInvalid: false });
});

test("a circle of one's own is told by the bounds of its unit, or how to write it", () => {
  expect(field(drawn("upper=day-care&upper-circle=40"), "upper-circle").words).toContain("「40」不在 100 到 10,000 之间");
  expect(field(drawn("upper=day-care&upper-circle=90m"), "upper-circle").words).toContain("「90m」不在 1 到 60 之间");
  expect(field(drawn("upper=day-care&upper-circle=near"), "upper-circle").words).toContain("「near」看不懂。请写 10m（10 分钟）");
  const { question, problems } = readQuestion(
    new URLSearchParams("group=75plus&weight=１.５&within=１０M&upper=day-care&upper-circle=８００"),
    GROUND,
    "2026-11-23",
    STAGES,
  )!;
  expect(problems).toEqual([]);
  expect(question.groups).toEqual([{ key: "75plus", weight: 1.5, limit: { by: "minutes", minutes: 10 } }]);
  expect(question.upper?.limit).toEqual({ by: "metres", metres: 800 });
});

test("what is said of a condition nobody asked for stays in its field, and is told", () => {
  const upper = drawn("upper-count=3&upper-metres=800");
  expect([field(upper, "upper-count").value, field(upper, "upper-metres").value]).toEqual(["3", "800"]);
  expect(field(upper, "upper").words).toContain("还要选「上一级提供什么」");
  expect(field(drawn("extend-build=20万"), "extend-build").value).toBe("20万");
  const near = drawn("needs-metres=600");
  expect(field(near, "needs-metres").value).toBe("600");
  expect(field(near, "needs").words).toContain("还要选「附近必须有」什么");
});

test("what the fold says may be left empty may be, but for what a place costs once there is a budget", () => {
  const [plain, paid] = ["", "build=300万"].map((search) =>
    readQuestion(new URLSearchParams(search), GROUND, "2026-11-23", STAGES)!,
  );
  expect([plain!.problems, paid!.problems.map(({ field: name }) => name)]).toEqual([[], ["usual-build"]]);
  expect(drawn("")).toContain("候选地点没有写明费用的，请在「费用」里填通常要多少");
  expect(drawn("", "en")).toContain("Only with a budget it must be known what a place costs");
});

test("in English too, and the fold is open where what is wrong stands in it", () => {
  expect(field(drawn("area=440101", "en"), "area").words).toContain("“440101” is not known");
  expect(drawn("area=440101", "en")).toContain("“440101” (not known)");
  expect(drawn("area=440101")).toMatch(/<details[^>]* open=""/);
});
