import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { watermarkWords } from "~/modules/accounts/ui/watermark-words";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { permitted } from "~/modules/catalog/use-cases/permitted.server";
import { addressSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { DEMO_MARK } from "~/modules/places/domain/city";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { formNames } from "~/modules/visits/use-cases/form-names.server";
import { monthAsked } from "~/modules/visits/use-cases/month-asked.server";
import { fillMonthForm } from "~/modules/visits/use-cases/month-form.server";
import { languageOf } from "~/platform/language.server";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";

/** The superior's own form with the month's figures in it. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const actor = await requireActor(request, "read:visits");
  const city = await requireCity(request);
  const place = monthAsked(actor, city, addressSaid(request));
  const language = await languageOf(request);
  const translated = translator(language, language === "en" ? en : zh);
  const [t, words] = [translated.getFixedT(language, "visits"), translated.getFixedT(language, "accounts")];
  const filled = await fillMonthForm(actor, city, place, formNames(city, place, areaNames), (taken, { withoutLine }, basis) =>
    watermarkWords(
      taken,
      words,
      t("month.fileOf", { month: place.month.slice(0, 7) }),
      t("month.basis", { basis }),
      withoutLine.length > 0 ? t("monthForm.withoutLine", { units: withoutLine.join(t("list")) }) : "",
      city.isDemo ? DEMO_MARK[language] : "",
    ),
  );
  if (!filled.ok && filled.refusal.kind === "not-permitted")
    permitted({ ok: false, refusal: { kind: "not-permitted" } }, actor, "read:visits");
  if (!filled.ok)
    return redirect(
      `/visits/month/form?${new URLSearchParams({ city: city.code, area: place.areaCode, month: place.month.slice(0, 7) }).toString()}`,
    );
  return new Response(filled.value, {
    headers: {
      "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "Content-Disposition": `attachment; filename="month-form-${place.areaCode}-${place.month.slice(0, 7)}.xlsx"`,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
