import type { LoaderFunctionArgs } from "@remix-run/node";
import { perPlaceText, walkMinutesText } from "~/modules/coverage/ui/area-figure-text";
import { groupText, shareText } from "~/modules/coverage/ui/figure-text";
import { errorWords, methodWords } from "~/modules/coverage/ui/method-words";
import { problemInBothLanguages } from "~/modules/coverage/ui/problem-in-both-languages";
import { drawCircles } from "~/modules/coverage/use-cases/answer-coverage.server";
import { askedCoverage, askedFrom } from "~/modules/coverage/use-cases/asked-coverage.server";
import { exportFiguresCsv, exportFiguresXlsx, type CoverageWords } from "~/modules/coverage/use-cases/export-coverage.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { languageOf } from "~/platform/language.server";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";
import { sendGzipped } from "~/platform/send-gzipped.server";

/** Figures as CSV or XLSX, circles as GeoJSON: the question is the page's own address. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const [city, language] = await Promise.all([requireCity(request), languageOf(request)]);
  const { searchParams } = new URL(request.url);
  const asked = await askedCoverage(city.code, askedFrom(searchParams));
  if (!asked.ok) throw Response.json(problemInBothLanguages(asked.refusal).body, { status: 400 });
  const { query, level, inside, ground } = asked.value;
  const format = searchParams.get("format") ?? "csv";
  const name = `coverage-${inside || city.code}-${query.types.join("+")}-${query.date}${format === "geojson" ? "" : `-${level}`}.${format}`;
  const headers = { "Content-Disposition": `attachment; filename="${name}"`, "Cache-Control": "no-store" };
  const t = translator(language, language === "en" ? en : zh).getFixedT(language, "coverage");
  const words: CoverageWords = {
    group: (key) => groupText(key, t),
    level: (key) => t(`level.${key}`),
    state: ({ share, shareKind }) => (share === null ? shareText(share, shareKind, t) : t("share.known")),
    basis: (key) => t(`how.${key}`, { defaultValue: key }),
    minutes: ({ medianMinutes, p90Minutes, shareKind }, bound) =>
      [medianMinutes, p90Minutes].map((minutes) => walkMinutesText(minutes, shareKind, bound, t)).join(" / "),
    perPlace: ({ perPlace }) => (perPlace ? perPlaceText(perPlace, language, t) : ""),
    compared: ({ date, population: { used, otherDays } }) => {
      const edition = (of: NonNullable<typeof used>) =>
        t("compare.edition", { year: of.year, basis: t(`how.${of.basis}`, { defaultValue: of.basis }) });
      if (!used) return date;
      return `${date}: ${otherDays ? t("compare.onePeople", { used: edition(used), other: edition(otherDays), date }) : t("compare.samePeople", { used: edition(used) })}`;
    },
    method: methodWords(query.method, ground.streets !== null, t),
    error: (of) => `${t("how.error")}${t("how.colon")}${errorWords(of, t)}`,
  };
  switch (format) {
    case "csv":
      return new Response(await exportFiguresCsv(asked.value, level, language, words, request.signal), {
        headers: { ...headers, "Content-Type": "text/csv; charset=utf-8" },
      });
    case "xlsx":
      return new Response(new Uint8Array(await exportFiguresXlsx(asked.value, level, language, words, request.signal)), {
        headers: { ...headers, "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
      });
    case "geojson":
      return sendGzipped(request, await drawCircles(ground, query, undefined, request.signal), {
        ...headers,
        "Content-Type": "application/geo+json",
      });
    default:
      throw Response.json(
        { problems: [{ zh: "format 可用：csv、xlsx、geojson。", en: "format: csv, xlsx or geojson." }] },
        { status: 400 },
      );
  }
}
