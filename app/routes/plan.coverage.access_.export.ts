import type { LoaderFunctionArgs } from "@remix-run/node";
import { accessNotes, unitText } from "~/modules/coverage/ui/access-text";
import { groupText, limitText, nameIn } from "~/modules/coverage/ui/figure-text";
import { errorWords, methodWords } from "~/modules/coverage/ui/method-words";
import { problemInBothLanguages } from "~/modules/coverage/ui/problem-in-both-languages";
import { answerAccess } from "~/modules/coverage/use-cases/answer-access.server";
import { askedAccess } from "~/modules/coverage/use-cases/asked-access.server";
import { exportAccessCsv, exportAccessXlsx, type AccessWords } from "~/modules/coverage/use-cases/export-access.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { languageOf } from "~/platform/language.server";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";

/** Access by area as CSV or XLSX: the question is the page's own address. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const [city, language] = await Promise.all([requireCity(request), languageOf(request)]);
  const { searchParams } = new URL(request.url);
  const asked = await askedAccess(city.code, searchParams);
  if (!asked.ok) throw Response.json(problemInBothLanguages(asked.refusal).body, { status: 400 });
  const { ground, query, measure, level, inside } = asked.value;
  const t = translator(language, language === "en" ? en : zh).getFixedT(language, "coverage");
  const named = (all: readonly { key: string; nameZh: string; nameEn: string }[], key: string) =>
    nameIn(language, all.find((one) => one.key === key) ?? { nameZh: key, nameEn: key });
  const type = query.types.map((key) => named(ground.types, key)).join(t("report.and"));
  const { none } = await answerAccess(ground, query, measure, request.signal);
  const words: AccessWords = {
    sheet: t("access.export.sheet"),
    mean: unitText(measure, t),
    measure: t(`access.measures.${measure}`),
    what: t(`access.what.${measure}`),
    type,
    group: groupText(query.group, t),
    walker: named(ground.walkers, query.walker),
    limit: limitText(query.limit, t),
    method: methodWords(query.method, ground.streets !== null, t),
    error: (of) => `${t("how.error")}${t("how.colon")}${errorWords(of, t)}`,
    none: none ? t(`access.none.${none}`, { types: type, date: query.date }) : "",
    level: (key) => t(`level.${key}`),
    state: ({ state, isLeast }) => (isLeast ? t("access.least", { value: "" }).trim() : t(`access.state.${state}`)),
    notes: (area) => accessNotes(area, language, t).join(" "),
  };
  const format = searchParams.get("format") ?? "csv";
  const headers = {
    "Content-Disposition": `attachment; filename="access-${inside || city.code}-${query.types.join("+")}-${measure}-${query.date}-${level}.${format}"`,
    "Cache-Control": "no-store",
  };
  if (format === "csv")
    return new Response(await exportAccessCsv(asked.value, language === "zh", words, request.signal), {
      headers: { ...headers, "Content-Type": "text/csv; charset=utf-8" },
    });
  if (format === "xlsx")
    return new Response(new Uint8Array(await exportAccessXlsx(asked.value, language === "zh", words, request.signal)), {
      headers: { ...headers, "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
    });
  throw Response.json({ problems: [{ zh: "format 可用：csv、xlsx。", en: "format: csv or xlsx." }] }, { status: 400 });
}
