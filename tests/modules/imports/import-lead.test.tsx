import { MantineProvider } from "@mantine/core";
import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { expect, test } from "vitest";
import type { SubjectKey } from "~/modules/imports/domain/import-batch";
import { createMemoryRouter, RouterProvider } from "react-router-dom";
import { NewImportForm } from "~/modules/imports/ui/new-import-form";
import { ImportLead, ImportList } from "~/modules/imports/ui/import-list";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";

const drawn = (language: "zh" | "en", subjects: readonly SubjectKey[]) =>
  renderToStaticMarkup(
    <I18nextProvider i18n={translator(language, language === "en" ? en : zh)}>
      <MantineProvider>
        <ImportLead subjects={subjects} />
        <ImportList batches={[]} timeZone="Asia/Shanghai" subjects={subjects} />
      </MantineProvider>
    </I18nextProvider>,
  );

test("the page of imports promises each what is theirs to bring in, and no more", () => {
  const supervisor = drawn("zh", ["facilities", "grades", "premises"]);
  expect(supervisor).toContain("您可以导入：服务设施；质量等级（已公布的）；闲置用房清单。");
  expect(supervisor).not.toMatch(/区划|人口/);
  expect(drawn("en", ["facilities", "residents"])).toContain("You may bring in: Facilities; Residents (care register).");
  expect(drawn("zh", ["facilities", "areas", "population"])).toContain("区划 → 人口 → 设施");
  expect(drawn("zh", []), "whoever only reads").not.toMatch(/您可以导入|模板/);
});

test("of what has no coordinates nobody is asked in which system they are; what was chosen when it was refused decides", () => {
  const said = (subject: string) => ({ subject, source: "示例", system: "GCJ-02" });
  const field = (subject: SubjectKey, again: ReturnType<typeof said> | null = null) => {
    const own = { subject, subjects: ["facilities", "grades"] as const, isPart: false, most: 50, city: "9901" };
    const page = <NewImportForm {...{ ...own, refusal: null, said: again }} />;
    const markup = renderToStaticMarkup(
      <I18nextProvider i18n={translator("zh", zh)}>
        <MantineProvider>
          <RouterProvider router={createMemoryRouter([{ path: "/", element: page }])} />
        </MantineProvider>
      </I18nextProvider>,
    );
    return { isThere: markup.includes('name="system"'), isUnasked: /class="[^"]*unasked/.test(markup) };
  };
  expect(field("facilities")).toEqual({ isThere: true, isUnasked: false });
  expect(field("grades"), "still there for whoever has no scripts").toEqual({ isThere: true, isUnasked: true });
  expect(field("grades", said("facilities")).isUnasked).toBe(false);
  expect(field("facilities", said("grades")).isUnasked).toBe(true);
});
