import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { may, mayIn } from "~/modules/accounts/domain/may";
import type { Actor } from "~/modules/accounts/domain/actor";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { areaCodeIn } from "~/modules/catalog/use-cases/find-areas.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { isLookedUp } from "~/modules/residents/domain/resident";
import { residentFilter } from "~/modules/residents/domain/resident-filter";
import { ResidentFilterForm } from "~/modules/residents/ui/resident-filter-form";
import { ResidentListPage } from "~/modules/residents/ui/resident-list-page";
import { ResidentLookUp } from "~/modules/residents/ui/resident-look-up";
import { AssignListForm } from "~/modules/residents/ui/assign-list-form";
import { assignList, visitorsOfArea } from "~/modules/residents/use-cases/assign-visitors.server";
import { residentsInView } from "~/modules/residents/use-cases/list-residents.server";
import { lookUpResident, mayLookUpResidents } from "~/modules/residents/use-cases/look-up-resident.server";
import { turnSaid } from "~/modules/residents/use-cases/resident-form.server";

export const handle = { title: "residents:title.all" };

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:residents");
  const city = await requireCity(request);
  const address = addressSaid(request);
  const asked = residentFilter(address);
  const filter = { ...asked, areaCode: asked.area ? ((await areaCodeIn(actor, city.code, asked.area)) ?? "") : "" };
  const page = await residentsInView(actor, city, filter, turnSaid(address));
  const names = await areaNames(page.residents.map(({ areaCode }) => areaCode));
  const mayAssign =
    filter.areaCode.length >= 9 && filter.state === "registered" && mayIn(actor, "write:residents", filter.areaCode);
  return {
    ...{ filter, page, names, mayWrite: may(actor, "write:residents"), mayLookUp: mayLookUpResidents(actor) },
    visitors: mayAssign ? await visitorsOfArea(actor, city, filter.areaCode) : null,
  };
}

/** Who has exactly this number; or who answers for everybody the list shows. */
export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "read:residents");
  const form = await formSaid(request);
  if (form.get("intent") === "assign") return assigned(actor, request, form);
  const field = String(form.get("field") ?? "");
  if (!isLookedUp(field)) throw new Response(null, { status: 400 });
  const looked = await lookUpResident(actor, field, String(form.get("value") ?? "").slice(0, 100));
  const answer = looked.ok ? { ...looked.value, refusal: null } : { mask: null, found: [], refusal: looked.refusal };
  const refused = { "not-permitted": 403, "try-later": 429 } as Readonly<Record<string, number>>;
  const status = looked.ok ? 200 : (refused[looked.refusal.kind] ?? 422);
  return data({ field, ...answer }, { status, headers: { "Cache-Control": "no-store" } });
}

async function assigned(actor: Actor, request: Request, form: FormData) {
  const city = await requireCity(request);
  const asked = residentFilter(addressSaid(request));
  const filter = { ...asked, areaCode: asked.area ? ((await areaCodeIn(actor, city.code, asked.area)) ?? "") : "" };
  const said = { responsible: String(form.get("responsible") ?? ""), deputy: String(form.get("deputy") ?? "") };
  const done = await assignList(actor, city, filter, Number(form.get("seen")), said);
  const status = done.ok ? 200 : done.refusal.kind === "not-permitted" ? 403 : 422;
  return data({ field: null, assigned: done.ok ? done.value : null, refusal: done.ok ? null : done.refusal }, { status });
}

export default function Residents() {
  const { mayLookUp, visitors, ...list } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  return (
    <ResidentListPage kind="all" {...list}>
      <ResidentFilterForm key={JSON.stringify(list.filter)} filter={list.filter} />
      {mayLookUp && <ResidentLookUp key={JSON.stringify(answer)} answer={answer?.field ? answer : null} />}
      {visitors && (
        <AssignListForm
          key={JSON.stringify(list.filter)}
          count={list.page.counts.residents}
          visitors={visitors}
          refusal={answer?.field === null ? (answer.refusal?.kind ?? null) : null}
          assigned={answer?.field === null ? answer.assigned : null}
        />
      )}
    </ResidentListPage>
  );
}
