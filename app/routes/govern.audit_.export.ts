import type { LoaderFunctionArgs } from "@remix-run/node";
import { auditSentence } from "~/modules/accounts/ui/audit-sentence";
import { areaWords } from "~/modules/accounts/ui/govern-words";
import { askedAudit } from "~/modules/accounts/use-cases/asked-audit.server";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { exportAudit } from "~/modules/accounts/use-cases/export-audit.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { areaCodeIn } from "~/modules/catalog/use-cases/find-areas.server";
import { permitted } from "~/modules/catalog/use-cases/permitted.server";
import { addressSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { DEMO_MARK } from "~/modules/places/domain/city";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { today } from "~/platform/clock.server";
import { languageOf } from "~/platform/language.server";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";

/** The filter's events as a file, in the reader's language. Taking them out is itself written down. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const actor = await requireActor(request, "read:audit");
  const city = await requireCity(request);
  const { filter } = await askedAudit(addressSaid(request), (text) => areaCodeIn(actor, city.code, text));
  const language = await languageOf(request);
  const t = translator(language, language === "en" ? en : zh).getFixedT(language, "accounts");
  const names = await areaNames([city.code, filter.areaCode]);
  const words = {
    heading: (column: string) => t(`audit.column.${column}`),
    sentence: (event: Parameters<typeof auditSentence>[0]) => auditSentence(event, t),
    area: (code: string) => (code in names ? areaWords(code, names, language, t) : ""),
    watermark: (of: { who: string; at: string; id: string }) => t("audit.watermark", of),
  };
  const mark = city.isDemo ? `${DEMO_MARK.zh} / ${DEMO_MARK.en}` : "";
  const body = permitted(await exportAudit(actor, filter, city.timeZone, words, mark), actor);
  return new Response(body, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="audit-${today(city.timeZone)}.csv"`,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
