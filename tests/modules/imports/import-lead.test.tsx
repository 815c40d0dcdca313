import { MantineProvider } from "@mantine/core";
import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { expect, test } from "vitest";
import type { SubjectKey } from "~/modules/imports/domain/import-batch";
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
