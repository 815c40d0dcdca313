import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { watermarkWords } from "~/modules/accounts/ui/watermark-words";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { requireExportProof } from "~/modules/accounts/use-cases/require-export-proof.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { permitted } from "~/modules/catalog/use-cases/permitted.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { DEMO_MARK } from "~/modules/places/domain/city";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { exportNames } from "~/modules/visits/use-cases/export-names.server";
import { namesAsked } from "~/modules/visits/use-cases/names-asked.server";
import { languageOf } from "~/platform/language.server";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";

/** Whoever comes by the address alone, as after signing in again, finds the page that asks for a reason. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  await requireActor(request, "read:visits");
  return redirect(`/visits/month/names${new URL(request.url).search}`);
}

/** 未访名单, 探访台账 or 问题清单 with elders' names in full: posted for with a reason, by somebody who has just given a code. */
export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const actor = await requireActor(request, "read:visits");
  const door = `/visits/month/names${new URL(request.url).search}`;
  await requireExportProof(request, door);
  const reason = String((await formSaid(request)).get("reason") ?? "");
  const city = await requireCity(request);
  const asked = namesAsked(actor, city, addressSaid(request));
  const language = await languageOf(request);
  const translated = translator(language, language === "en" ? en : zh);
  const [t, words] = [translated.getFixedT(language, "visits"), translated.getFixedT(language, "accounts")];
  const time = new Intl.DateTimeFormat(language === "en" ? "en" : "zh-CN", {
    ...{ dateStyle: "short", timeStyle: "short", timeZone: city.timeZone },
  });
  const { place, category, list, filter } = asked;
  const of = list === "ledger" ? t("log.days", { from: filter.from, to: filter.to }) : place.month.slice(0, 7);
  const made = await exportNames(actor, city, asked, reason, {
    t: (key, facts = {}) => String(t(key as never, facts as never)),
    time: (iso) => time.format(new Date(iso)),
    watermark: (taken) =>
      watermarkWords(taken, words, of, category ? t(`category.${category}`) : "", city.isDemo ? DEMO_MARK[language] : ""),
    async area(codes) {
      const names = await areaNames(codes);
      return (code) => (language === "en" ? names[code]?.nameEn : names[code]?.name) ?? code;
    },
  });
  if (!made.ok && made.refusal.kind === "not-permitted")
    permitted({ ok: false, refusal: { kind: "not-permitted" } }, actor, "read:visits");
  if (!made.ok) return redirect(`${door}${door.includes("?") ? "&" : "?"}refused=${made.refusal.kind}`);
  return new Response(made.value, {
    headers: {
      "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "Content-Disposition": `attachment; filename="visits-${list}-${place.areaCode}-${place.month.slice(0, 7)}.xlsx"`,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
