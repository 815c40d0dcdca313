import { MantineProvider } from "@mantine/core";
import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { createMemoryRouter, RouterProvider } from "react-router-dom";
import { expect, test } from "vitest";
import type { SitingQuestion } from "~/modules/siting/domain/siting-question";
import type { ChosenSite } from "~/modules/siting/domain/siting-result";
import { pageUnits } from "~/modules/siting/ui/page-units";
import { ResultSites } from "~/modules/siting/ui/result-sites";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";
import { madeQuestion, madeResult, madeSite } from "../../factories/siting-result";

function shown(site: Partial<ChosenSite>, asked: Partial<SitingQuestion> = {}): string {
  const result = madeResult(1, { question: madeQuestion(asked), chosen: [madeSite(0, site)] });
  const i18n = translator("zh", zh);
  const units = pageUnits(i18n.getFixedT("zh", "siting"), "zh", result.question, 2.7);
  const shows = { scenarioId: "s", runId: "r", mayPlan: false, selectedId: null, onShow: () => undefined, premises: {} };
  const router = createMemoryRouter([{ path: "/", element: <ResultSites {...{ result, units }} {...shows} /> }]);
  return renderToStaticMarkup(
    <I18nextProvider i18n={i18n}>
      <MantineProvider>
        <RouterProvider router={router} />
      </MantineProvider>
    </I18nextProvider>,
  );
}

test("a chosen place nobody had time to look beside says so, and not that nothing could replace it", () => {
  const late = "没有看过别处能否替代";
  expect(shown({ nextBest: null })).toContain(late);
  expect(shown({})).not.toContain(late);
  expect(shown({ nextBest: null }, { must: [madeSite(0).id] }), "it was to be there").not.toContain(late);
  expect(shown({ nextBest: null }, { aim: "shortest" }), "of walks another place is not asked").not.toContain(late);
  const notLooked = "没有看过别处是否同样好";
  const walked = (alternatives: ChosenSite["alternatives"], aim: SitingQuestion["aim"] = "shortest") =>
    shown({ nextBest: null, alternatives }, { aim });
  expect(walked(null), "nobody looked").toContain(notLooked);
  expect(walked({ count: 0, top: [] }), "looked at, and none is").not.toContain(notLooked);
  expect(walked(null, "most")).not.toContain(notLooked);
});
