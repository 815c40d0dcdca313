import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { auditSentence } from "~/modules/accounts/ui/audit-sentence";
import { areaWords } from "~/modules/accounts/ui/govern-words";
import { watermarkWords } from "~/modules/accounts/ui/watermark-words";
import { askedAudit } from "~/modules/accounts/use-cases/asked-audit.server";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { exportAudit } from "~/modules/accounts/use-cases/export-audit.server";
import { requireExportProof } from "~/modules/accounts/use-cases/require-export-proof.server";
import type { TakenOut } from "~/modules/accounts/use-cases/take-out.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { areaCodeIn } from "~/modules/catalog/use-cases/find-areas.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { DEMO_MARK } from "~/modules/places/domain/city";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { today } from "~/platform/clock.server";
import { languageOf } from "~/platform/language.server";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";

/** The filter's events as a file, in the reader's language. Taking them out is itself written down. */
export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const actor = await requireActor(request, "read:audit");
  const door = `/govern/audit/export${new URL(request.url).search}`;
  await requireExportProof(request, door);
  const reason = String((await formSaid(request)).get("reason") ?? "");
  const city = await requireCity(request);
  const { filter } = await askedAudit(addressSaid(request), (text) => areaCodeIn(actor, city.code, text));
  const language = await languageOf(request);
  const t = translator(language, language === "en" ? en : zh).getFixedT(language, "accounts");
  const names = await areaNames([city.code, filter.areaCode]);
  const mark = city.isDemo ? `${DEMO_MARK.zh} / ${DEMO_MARK.en}` : "";
  const words = {
    heading: (column: string) => t(`audit.column.${column}`),
    sentence: (event: Parameters<typeof auditSentence>[0]) => auditSentence(event, t),
    area: (code: string) => (code in names ? areaWords(code, names, language, t) : ""),
    watermark: (of: TakenOut) => watermarkWords(of, t, mark),
  };
  const made = await exportAudit(actor, { filter, reason }, city.timeZone, words, mark);
  if (!made.ok) return redirect(`${door}${door.includes("?") ? "&" : "?"}refused=${made.refusal.kind}`);
  return new Response(made.value, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="audit-${today(city.timeZone)}.csv"`,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
