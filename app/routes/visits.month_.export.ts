import type { LoaderFunctionArgs } from "@remix-run/node";
import { watermarkWords } from "~/modules/accounts/ui/watermark-words";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { permitted } from "~/modules/catalog/use-cases/permitted.server";
import { addressSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { DEMO_MARK } from "~/modules/places/domain/city";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { exportMonth } from "~/modules/visits/use-cases/export-month.server";
import { monthAsked } from "~/modules/visits/use-cases/month-asked.server";
import { languageOf } from "~/platform/language.server";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";

/** 汇总表、台账、未访名单、问题清单 of one unit's month, in the reader's language. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const actor = await requireActor(request, "read:visits");
  const city = await requireCity(request);
  const place = monthAsked(actor, city, addressSaid(request));
  const language = await languageOf(request);
  const translated = translator(language, language === "en" ? en : zh);
  const [t, words] = [translated.getFixedT(language, "visits"), translated.getFixedT(language, "accounts")];
  const time = new Intl.DateTimeFormat(language === "en" ? "en" : "zh-CN", {
    dateStyle: "short",
    timeStyle: "short",
    timeZone: city.timeZone,
  });
  const body = await exportMonth(actor, city, place, {
    t: (key, facts = {}) => String(t(key as never, facts as never)),
    time: (iso) => time.format(new Date(iso)),
    watermark: (taken, basis) =>
      watermarkWords(
        ...([taken, words] as const),
        ...[t("month.fileOf", { month: place.month.slice(0, 7) }), t("month.basis", { basis })],
        city.isDemo ? DEMO_MARK[language] : "",
      ),
    async area(codes) {
      const names = await areaNames(codes);
      return (code) => (language === "en" ? names[code]?.nameEn : names[code]?.name) ?? code;
    },
  });
  return new Response(permitted(body, actor, "read:visits"), {
    headers: {
      "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "Content-Disposition": `attachment; filename="visits-${place.areaCode}-${place.month.slice(0, 7)}.xlsx"`,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
