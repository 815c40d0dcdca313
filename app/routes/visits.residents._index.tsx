import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { may, mayIn } from "~/modules/accounts/domain/may";
import type { Actor } from "~/modules/accounts/domain/actor";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { areaCodeIn, areasMeant } from "~/modules/catalog/use-cases/find-areas.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import type { City } from "~/modules/places/domain/city";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { isLookedUp } from "~/modules/residents/domain/resident";
import { filterAddress, residentFilter } from "~/modules/residents/domain/resident-filter";
import { VisitPages } from "~/modules/visits/ui/visit-pages";
import { WhichArea } from "~/modules/visits/ui/which-area";
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
  const address = addressSaid(request);
  // Names are not asked for in an address.
  address.delete("words");
  const mayOnAll = { grants: actor.grants, mayWrite: may(actor, "write:residents"), mayLookUp: mayLookUpResidents(actor) };
  return { ...mayOnAll, ...(await listed(request, actor, address)) };
}

async function listed(request: Request, actor: Actor, said: Asked) {
  const city = await requireCity(request);
  const filter = await filterSaid(actor, city, said);
  const page = await residentsInView(actor, city, filter, turnSaid(said));
  const names = await areaNames(page.residents.map(({ areaCode }) => areaCode));
  const mayAssign =
    filter.areaCode.length >= 9 && filter.state === "registered" && mayIn(actor, "write:residents", filter.areaCode);
  const choices = await areasMeant(actor, city.code, filter.areaCode);
  return { filter, page, names, choices, visitors: mayAssign ? await visitorsOfArea(actor, city, filter.areaCode) : null };
}

type Asked = Pick<FormData | URLSearchParams, "get">;

async function filterSaid(actor: Actor, city: City, said: Asked) {
  const asked = residentFilter(said);
  return { ...asked, areaCode: asked.area ? ((await areaCodeIn(actor, city.code, asked.area)) ?? "") : "" };
}

/** Who is called so; who has exactly this number; or who answers for everybody the list shows. */
export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "read:residents");
  const form = await formSaid(request);
  const intent = form.get("intent");
  return intent === "search"
    ? searched(actor, request, form)
    : intent === "assign"
      ? assigned(actor, request, form)
      : lookedUp(actor, form);
}

const NO_STORE = { headers: { "Cache-Control": "no-store" } };
const nothing = { list: null, looked: null, assign: null };

async function searched(actor: Actor, request: Request, form: FormData) {
  const list = await listed(request, actor, form);
  if (list.filter.words === "") return redirect(`/visits/residents?${filterAddress(list.filter)}`);
  return data({ ...nothing, list }, NO_STORE);
}

async function lookedUp(actor: Actor, form: FormData) {
  const field = String(form.get("field") ?? "");
  if (!isLookedUp(field)) throw new Response(null, { status: 400 });
  const looked = await lookUpResident(actor, field, String(form.get("value") ?? "").slice(0, 100));
  const answer = looked.ok ? { ...looked.value, refusal: null } : { mask: null, found: [], refusal: looked.refusal };
  const refused = { "not-permitted": 403, "try-later": 429 } as Readonly<Record<string, number>>;
  const status = looked.ok ? 200 : (refused[looked.refusal.kind] ?? 422);
  return data({ ...nothing, looked: { field, ...answer } }, { status, ...NO_STORE });
}

async function assigned(actor: Actor, request: Request, form: FormData) {
  const city = await requireCity(request);
  const asked = new URLSearchParams(String(form.get("list") ?? ""));
  const filter = await filterSaid(actor, city, asked);
  const said = { responsible: String(form.get("responsible") ?? ""), deputy: String(form.get("deputy") ?? "") };
  const done = await assignList(actor, city, filter, Number(form.get("seen")), said);
  const status = done.ok ? 200 : done.refusal.kind === "not-permitted" ? 403 : 422;
  const assign = { count: done.ok ? done.value : null, refusal: done.ok ? null : done.refusal.kind };
  // The list stays the one whose people were given.
  return data({ ...nothing, assign, list: filter.words ? await listed(request, actor, asked) : null }, { status, ...NO_STORE });
}

export default function Residents() {
  const { mayLookUp, grants, ...loaded } = useLoaderData<typeof loader>();
  const { list, looked, assign } = useActionData<typeof action>() ?? nothing;
  const { visitors, choices, ...shown } = { ...loaded, ...list };
  return (
    <ResidentListPage kind="all" {...shown} above={<VisitPages grants={grants} />}>
      <ResidentFilterForm key={JSON.stringify(shown.filter)} filter={shown.filter} />
      {choices && (
        <WhichArea
          words={shown.filter.areaCode}
          choices={choices}
          to={(area) => `/visits/residents?${filterAddress({ ...shown.filter, area })}`}
        />
      )}
      {mayLookUp && <ResidentLookUp key={JSON.stringify(looked)} answer={looked} />}
      {visitors && (
        <AssignListForm
          key={JSON.stringify(shown.filter)}
          filter={shown.filter}
          count={shown.page.counts.residents}
          visitors={visitors}
          refusal={assign?.refusal ?? null}
          assigned={assign?.count ?? null}
        />
      )}
    </ResidentListPage>
  );
}
