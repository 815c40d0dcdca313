import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { expect, test } from "vitest";
import { useDraftProblemWords } from "~/modules/catalog/ui/draft-problem-words";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";

function Told({ given }: { readonly given: number }) {
  return useDraftProblemWords()({ kind: "not-a-count", given });
}

test("a figure that is none is told by what to write, never as a number nobody typed", () => {
  const told = (given: number) =>
    renderToStaticMarkup(
      <I18nextProvider i18n={translator("en", en)}>
        <Told given={given} />
      </I18nextProvider>,
    );
  expect(told(-0.01)).toBe("Counts are whole numbers from 0 up; prices are numbers from 0 up, with at most two decimals.");
  expect(told(200_000)).toBe("200000 is not a usable number.");
});
