import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import type { Actor } from "~/modules/accounts/domain/actor";
import { isOpeningReason } from "~/modules/accounts/domain/sensitive-field";
import { watermarkWords } from "~/modules/accounts/ui/watermark-words";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { requireExportProof } from "~/modules/accounts/use-cases/require-export-proof.server";
import { addressSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { DEMO_MARK, type City } from "~/modules/places/domain/city";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { addressOfPremises, premisesQuery } from "~/modules/siting/domain/premises/premises-filter";
import { EXPORT_FORMATS, exportPremises, type ExportFormat } from "~/modules/siting/use-cases/export-premises.server";
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

/** The current filter as a file whose headings the import reads. Whom to ask is not in it. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const actor = await requireActor(request, "read:premises");
  return fileOf(request, actor, await requireCity(request), addressSaid(request).get("format"), "");
}

/** The same with contacts: posted for with a reason, by whoever may open them and has just proven who they are. */
export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const actor = await requireActor(request, "read:private-contacts");
  const city = await requireCity(request);
  const door = doorOf(request, city);
  await requireExportProof(request, door);
  const form = await request.formData();
  const reason = String(form.get("reason") ?? "");
  if (!isOpeningReason(reason)) return redirect(`${door}&refused=reason-missing`);
  return fileOf(request, actor, city, String(form.get("format") ?? ""), reason);
}

function doorOf(request: Request, city: City): string {
  const address = addressOfPremises(premisesQuery(addressSaid(request)));
  address.set("city", city.code);
  return `/plan/siting/premises/contacts?${address.toString()}`;
}

async function fileOf(request: Request, actor: Actor, city: City, asked: string | null, reason: string): Promise<Response> {
  const format = EXPORT_FORMATS.find((known) => known === asked) ?? "xlsx";
  const language = await languageOf(request);
  const translated = translator(language, language === "en" ? en : zh);
  const [t, words] = [translated.getFixedT(language, "siting"), translated.getFixedT(language, "accounts")];
  const day = today(city.timeZone);
  const about = t("premises.watermark", { city: language === "en" ? city.nameEn : city.nameZh, day });
  const file = await exportPremises(
    ...([actor, city, premisesQuery(addressSaid(request)), format] as const),
    {
      ...{ language: language === "en" ? "en" : "zh", sheet: t("premises.title") },
      watermark: (taken) => watermarkWords(taken, words, about, city.isDemo ? DEMO_MARK[language === "en" ? "en" : "zh"] : ""),
    },
    reason,
  );
  if (!file.ok && file.refusal.kind !== "not-permitted") return redirect(`${doorOf(request, city)}&refused=${file.refusal.kind}`);
  if (!file.ok) throw Response.json({ refusal: "not-permitted", permission: "read:premises", role: actor.role }, { status: 403 });
  return new Response(file.value, {
    headers: {
      "Content-Type": MEDIA[format],
      "Content-Disposition": `attachment; filename="premises-${city.code}-${day}.${format}"`,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
