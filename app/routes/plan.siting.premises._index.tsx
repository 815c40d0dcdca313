import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { areasWritten } from "~/modules/catalog/use-cases/areas-named.server";
import { addressSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { mayImport } from "~/modules/imports/use-cases/import-in-part.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { addressOfPremises, premisesQuery } from "~/modules/siting/domain/premises/premises-filter";
import { PremisesListPage } from "~/modules/siting/ui/premises-list-page";
import { listPremises } from "~/modules/siting/use-cases/list-premises.server";
import { mayKeepSomePremises, mayOpenPremisesContact } from "~/modules/siting/use-cases/may-keep-premises.server";
import { pageTitle } from "~/platform/page-title.server";
import { titled } from "~/ui/layout/titled";
import type { PageHandle } from "~/ui/layout/page-title";

export const meta = titled;

export const handle: Pick<PageHandle, "words"> = { words: ["all", "siting"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:premises");
  const city = await requireCity(request);
  const address = addressSaid(request);
  const query = premisesQuery(address);
  const written = (address.get("where") ?? "").trim().slice(0, 100);
  const areas = written === "" ? [] : await areasWritten(city, written);
  // What was typed becomes the code it means, so that the address says one thing only.
  if (areas.length === 1) {
    const to = addressOfPremises({ ...query, filter: { ...query.filter, area: areas[0]!.code } });
    to.set("city", city.code);
    throw redirect(`/plan/siting/premises?${to.toString()}`);
  }
  const list = await listPremises(actor, city, query);
  if (!list) throw Response.json({ refusal: "not-permitted", permission: "read:premises", role: actor.role }, { status: 403 });
  const { area } = query.filter;
  return {
    ...{ list, query, cityCode: city.code, written, problem: written === "" ? null : areas.length === 0 ? "none" : "several" },
    names: await areaNames([...list.rows.map(({ areaCode }) => areaCode), ...(area ? [area] : [])]),
    mayKeep: mayKeepSomePremises(actor, city.code),
    mayImport: mayImport(actor, "premises", city.code) && mayKeepSomePremises(actor, city.code),
    mayOpen: actor.grants.some(({ areaCode }) => mayOpenPremisesContact(actor, areaCode || city.code)),
    title: await pageTitle(request, (t) => t("siting:premises.title")),
  };
}

export default function PremisesList() {
  const { names, query, written, problem, ...rest } = useLoaderData<typeof loader>();
  const { t, i18n } = useTranslation("siting");
  const areaName = (code: string) => names[code]?.[i18n.language === "en" ? "nameEn" : "name"] ?? code;
  const { area } = query.filter;
  return (
    <PremisesListPage
      {...rest}
      query={query}
      areaName={areaName}
      areaText={written !== "" ? written : area ? `${areaName(area)} · ${area}` : ""}
      areaProblem={problem && t(`premises.filter.area-${problem}`)}
    />
  );
}
