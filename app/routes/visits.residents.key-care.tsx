import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { may } from "~/modules/accounts/domain/may";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { addressSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { residentFilter } from "~/modules/residents/domain/resident-filter";
import { ResidentListPage } from "~/modules/residents/ui/resident-list-page";
import { residentsInView } from "~/modules/residents/use-cases/list-residents.server";
import { turnSaid } from "~/modules/residents/use-cases/resident-form.server";
import { VisitPages } from "~/modules/visits/ui/visit-pages";

export const handle = { title: "residents:title.key-care" };

/** 重点关爱名单: whoever was found and approved, and whom the street put on it. */
export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:residents");
  const city = await requireCity(request);
  const filter = residentFilter(new URLSearchParams("keyCare=yes"));
  const page = await residentsInView(actor, city, filter, turnSaid(addressSaid(request)));
  const names = await areaNames(page.residents.map(({ areaCode }) => areaCode));
  return { filter, page, names, mayWrite: may(actor, "write:residents"), grants: actor.grants };
}

export default function KeyCare() {
  const { grants, ...list } = useLoaderData<typeof loader>();
  return <ResidentListPage kind="key-care" {...list} above={<VisitPages grants={grants} />} />;
}
