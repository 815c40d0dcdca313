import { MantineProvider } from "@mantine/core";
import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { createMemoryRouter, RouterProvider } from "react-router-dom";
import { expect, test } from "vitest";
import type { SitingQuestion } from "~/modules/siting/domain/siting-question";
import { RunProgress } from "~/modules/siting/ui/run-progress";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";
import { madeLevels, madeQuestion } from "../../factories/siting-result";

const RUN = {
  state: "running" as const,
  ...{ objective: 30_908, bound: 31_500, seconds: 3, isStopAsked: false, isCutOff: false, line: null },
};

function shown(said: Partial<SitingQuestion>, language: "zh" | "en" = "zh", known: Partial<typeof RUN> = {}): string {
  const page = <RunProgress run={{ ...RUN, ...known }} question={madeQuestion(said)} language={language} mayPlan={false} />;
  const router = createMemoryRouter([{ path: "/", element: page }]);
  return renderToStaticMarkup(
    <I18nextProvider i18n={translator(language, language === "en" ? en : zh)}>
      <MantineProvider>
        <RouterProvider router={router} />
      </MantineProvider>
    </I18nextProvider>,
  );
}

test.each<[string, Partial<SitingQuestion>, string]>([
  ["people within reach", {}, "目前最好：共 30,908 人走得到（含现有服务点）"],
  ["those of the new ones alone", { isKeeping: false }, "目前最好：共 30,908 人走得到<"],
  ["people with a place", { capacity: 80 }, "目前最好：共 30,908 人有位可去（含现有服务点）"],
  ["people with two places", { aim: "twice" }, "目前最好：共 30,908 人有两处可去（含现有服务点）"],
  ["people as they weigh", { groups: [{ key: "75plus", weight: 2, limit: null }] }, "按权重计共 30,908 人（含现有服务点）"],
  ["people of two levels", { upper: madeLevels().question.upper! }, "按权重计共 30,908 人"],
  ["new places", { aim: "all" }, "目前最好：30,908 处"],
  ["metres", { aim: "farthest" }, "目前最好：30,908 米"],
])("the best so far says that it counts %s", (_what, said, words) => {
  expect(shown(said)).toContain(words);
});

test("in English too", () => {
  expect(shown({ capacity: 80 }, "en")).toContain("Best so far: 30,908 people with a place, existing places included");
});

test("a gap wider than all that was found is told as not known", () => {
  expect(shown({})).toContain("与最优相差不超过 2.0%");
  expect(shown({}, "zh", { bound: 90_000 })).toContain("离最优多远还不知道");
  expect(shown({}, "zh", { bound: 30_908 })).not.toContain("离最优");
});
