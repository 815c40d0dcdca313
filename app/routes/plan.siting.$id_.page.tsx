import { Alert, Anchor, Button, Container, Group, Stack, Text } from "@mantine/core";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { addressSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { pageFigure } from "~/modules/siting/domain/page-figure";
import { figureWords, onePageWords } from "~/modules/siting/ui/one-page-words";
import { OnePageSheet } from "~/modules/siting/ui/one-page-sheet";
import { PageFiles } from "~/modules/siting/ui/page-files";
import { pageUnits } from "~/modules/siting/ui/page-units";
import { sheetPicture } from "~/modules/siting/ui/paper-rows";
import { onePageInView, whyNoPage } from "~/modules/siting/use-cases/one-page-in-view.server";
import { languageOf } from "~/platform/language.server";
import { drawingSvg } from "~/shared/drawing";
import { ClientOnly } from "~/ui/layout/client-only";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle = { title: "siting:page.title", words: ["all", "siting"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:scenarios");
  const city = await requireCity(request);
  const id = params.id ?? "";
  const runId = addressSaid(request).get("run") ?? "";
  const view = await onePageInView(actor, city, id, runId);
  const back = `/plan/siting/${id}?city=${city.code}`;
  if (!view) {
    const why = await whyNoPage(actor, city, id, runId);
    if (!why) throw Response.json({ refusal: "not-in-your-area" }, { status: 404 });
    return { back, sheet: null, why };
  }
  const language = (await languageOf(request)) === "en" ? "en" : "zh";
  const t = translator(language, language === "en" ? en : zh).getFixedT(language, "siting");
  const units = pageUnits(t, language, view.page.question, view.page.method.speedKmh);
  const words = onePageWords(view.page, units);
  const { width, height } = sheetPicture(words);
  const svg = drawingSvg(pageFigure(view.page, view.ground, figureWords(units), width, height), words.pictureName);
  const files = `/plan/siting/${id}/export?city=${city.code}${runId ? `&run=${runId}` : ""}`;
  return { back, sheet: { words, svg, files }, why: null };
}

export default function SitingOnePage() {
  const { back, sheet, why } = useLoaderData<typeof loader>();
  const { t } = useTranslation("siting");
  return (
    <Container component="main" size="lg" py="md">
      <Stack gap="md">
        <Stack gap="xs" className="no-print">
          <Anchor component={Link} to={back} size="sm">
            {t("page.back")}
          </Anchor>
          {sheet && (
            <Group gap="md">
              <ClientOnly>{() => <Button onClick={() => window.print()}>{t("page.print")}</Button>}</ClientOnly>
              <PageFiles address={sheet.files} />
            </Group>
          )}
          {sheet && (
            <Text size="sm" c="dimmed">
              {t("page.paper")}
            </Text>
          )}
        </Stack>
        {sheet ? (
          <OnePageSheet page={sheet.words} svg={sheet.svg} />
        ) : (
          <Alert color="yellow" variant="light">
            {t(`page.without.${why ?? "no-result"}`)}
          </Alert>
        )}
      </Stack>
    </Container>
  );
}
