import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ExportDoor } from "~/modules/accounts/ui/export-door";
import { mayIn } from "~/modules/accounts/domain/may";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { requireExportProof } from "~/modules/accounts/use-cases/require-export-proof.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { permitted } from "~/modules/catalog/use-cases/permitted.server";
import { addressSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { ledgerQuery, monthQuery } from "~/modules/visits/domain/month-address";
import { namesAsked } from "~/modules/visits/use-cases/names-asked.server";

export const handle = { title: "visits:names.title" };

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:visits");
  const city = await requireCity(request);
  const said = addressSaid(request);
  const asked = namesAsked(actor, city, said);
  const { areaCode, line } = asked.place;
  if (!mayIn(actor, "read:visits", areaCode, line))
    permitted({ ok: false, refusal: { kind: "not-permitted" } }, actor, "read:visits");
  const { pathname, search } = new URL(request.url);
  await requireExportProof(request, pathname + search);
  return { asked, cityCode: city.code, names: await areaNames([areaCode]), refusal: said.get("refused") };
}

/** The last page before a list with elders' names in full leaves as a file. */
export default function VisitsMonthNames() {
  const { asked, cityCode, names, refusal } = useLoaderData<typeof loader>();
  const { t, i18n } = useTranslation("visits");
  const { list, place, category, filter } = asked;
  const unit = (i18n.language === "en" ? names[place.areaCode]?.nameEn : names[place.areaCode]?.name) ?? place.areaCode;
  const isLedger = list === "ledger";
  const query = isLedger ? ledgerQuery(cityCode, filter) : monthQuery(cityCode, place, category);
  const words = {
    unit,
    list: t(`sheet.${list}`),
    days: isLedger ? t("log.days", { from: filter.from, to: filter.to }) : place.month.slice(0, 7),
  };
  return (
    <ExportDoor
      title={t("names.title")}
      lead={[t("names.lead", words), category && t("names.ofCategory", { category: t(`category.${category}`) })]
        .filter(Boolean)
        .join(" ")}
      back={isLedger ? `/visits/log?${query}` : `/visits/month/${list}?${query}`}
      download={`/visits/month/names/file?list=${list}&${query}`}
      formats={[{ value: "xlsx", label: t("names.file") }]}
      refusal={refusal}
    />
  );
}
