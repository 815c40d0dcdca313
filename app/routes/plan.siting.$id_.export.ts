import type { LoaderFunctionArgs } from "@remix-run/node";
import { watermarkWords } from "~/modules/accounts/ui/watermark-words";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { addressSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { DEMO_MARK } from "~/modules/places/domain/city";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { figureWords, onePageWords } from "~/modules/siting/ui/one-page-words";
import { aboutLines, pageColumns, pageLines } from "~/modules/siting/ui/page-columns";
import { pageUnits } from "~/modules/siting/ui/page-units";
import { onePageInView, whyNoPage } from "~/modules/siting/use-cases/one-page-in-view.server";
import { PAGE_FORMATS, writeOnePage, type PageFormat } from "~/modules/siting/use-cases/write-one-page.server";
import { attachment } from "~/platform/attachment.server";
import { languageOf } from "~/platform/language.server";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";

const MEDIA: Record<PageFormat, string> = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  png: "image/png",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8",
  geojson: "application/geo+json",
};

const IS_PAGE: readonly PageFormat[] = ["pdf", "docx", "png"];

const SENTENCE = { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" };

/** The one page, or what stands in it, as a file: `?as=pdf|docx|png|xlsx|csv|geojson`, of the newest answer or of `run`. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const actor = await requireActor(request, "read:scenarios");
  const city = await requireCity(request);
  const said = addressSaid(request);
  const as = PAGE_FORMATS.find((known) => known === (said.get("as") ?? "pdf"));
  if (!as)
    throw Response.json(
      { problems: [{ zh: `as 可用：${PAGE_FORMATS.join("、")}。`, en: `as: ${PAGE_FORMATS.join(", ")}.` }] },
      { status: 400 },
    );
  const [id, run] = [params.id ?? "", said.get("run") ?? ""];
  const language = (await languageOf(request)) === "en" ? "en" : "zh";
  const translated = translator(language, language === "en" ? en : zh);
  const [t, accounts] = [translated.getFixedT(language, "siting"), translated.getFixedT(language, "accounts")];
  const view = await onePageInView(actor, city, id, run);
  if (!view) {
    const why = await whyNoPage(actor, city, id, run);
    if (!why) throw Response.json({ refusal: "not-there" }, { status: 404 });
    return new Response(`${t(`page.without.${why}`)}\n`, { status: 404, headers: SENTENCE });
  }
  const { page } = view;
  // Day and time of the city, in figures everybody reads: 2026-01-05 10:00.
  const time = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short", timeZone: city.timeZone });
  const units = pageUnits(t, language, page.question, page.method.speedKmh);
  const words = onePageWords(page, units);
  const isPage = IS_PAGE.includes(as);
  const body = await writeOnePage(
    ...([actor, view, as] as const),
    {
      ...{ language, words, figure: figureWords(units), lines: pageLines(page), columns: pageColumns(page, units) },
      place: ({ chosen, reserve }) => (chosen ?? reserve)!,
      sheets: { sites: t("page.sites.title"), about: t("page.table.about") },
      about: aboutLines(page, words.notes, units),
      aboutHeadings: [t("page.table.item"), t("page.table.value")],
      watermark: (taken) =>
        watermarkWords(
          // A person reads a page's foot: the end of the number is enough to find it by.
          { ...taken, at: time.format(new Date(taken.at)), id: isPage ? taken.id.slice(-12) : taken.id },
          accounts,
          // Pages have these at their head.
          isPage ? "" : t("page.watermark", { scenario: page.scenario, date: page.date }),
          page.city.isDemo && !isPage ? DEMO_MARK[language] : "",
        ),
    },
    request.signal,
  );
  return new Response(body, {
    headers: {
      "Content-Type": MEDIA[as],
      "Content-Disposition": attachment(
        `siting-${city.code}-${page.date}.${as}`,
        `${t("page.fileName", { scenario: page.scenario, city: units.named(page.city), date: page.date })}.${as}`,
      ),
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
