import type { LoaderFunctionArgs } from "@remix-run/node";
import { watermarkWords } from "~/modules/accounts/ui/watermark-words";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { queryFromAddress, unreadableDay } from "~/modules/catalog/domain/facility-filter";
import { EXPORT_FORMATS, exportFacilities, type ExportFormat } from "~/modules/catalog/use-cases/export-facilities.server";
import { permitted } from "~/modules/catalog/use-cases/permitted.server";
import { readRegistry } from "~/modules/catalog/use-cases/read-registry.server";
import { addressSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { DEMO_MARK } from "~/modules/places/domain/city";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { today } from "~/platform/clock.server";
import { languageOf } from "~/platform/language.server";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";

const MEDIA: Record<ExportFormat, string> = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  geojson: "application/geo+json",
};

/** The current filter as a file, in its order and the reader's language. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const actor = await requireActor(request, "read:catalog");
  const city = await requireCity(request);
  const address = addressSaid(request);
  const noDay = unreadableDay(address);
  if (noDay !== null) throw Response.json({ kind: "not-a-day", field: "date", given: noDay }, { status: 400 });
  const asked = address.get("format");
  const format = EXPORT_FORMATS.find((known) => known === asked) ?? "csv";
  const language = await languageOf(request);
  const translated = translator(language, language === "en" ? en : zh);
  const [t, words] = [translated.getFixedT(language, "catalog"), translated.getFixedT(language, "accounts")];
  const cityName = language === "en" ? city.nameEn : city.nameZh;
  const registry = permitted(await readRegistry(actor, city.code), actor);
  const name = (among: readonly { key: string; nameZh: string; nameEn: string }[]) => (key: string) => {
    const entry = among.find((candidate) => candidate.key === key);
    return entry ? (language === "en" ? entry.nameEn : entry.nameZh) : key;
  };
  const query = queryFromAddress(address, today(city.timeZone));
  const body = await exportFacilities(actor, city, query, format, {
    sheet: t("list.title"),
    heading: (field) => t(`export.${field}`),
    kind: name(registry.kinds),
    type: name(registry.types),
    word: (prefix, key) => t(`${prefix}.${key}`),
    phrase: (key, values) => t(key, values),
    cut: (lines) => t("export.cut", { lines }),
    watermark: (taken) =>
      watermarkWords(
        taken,
        words,
        t("export.watermark", { city: cityName, day: query.day }),
        city.isDemo ? DEMO_MARK[language] : "",
      ),
  });
  return new Response(permitted(body, actor), {
    headers: {
      "Content-Type": MEDIA[format],
      "Content-Disposition": `attachment; filename="facilities-${city.code}-${query.day}.${format}"`,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
