import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { may } from "~/modules/accounts/domain/may";
import { actorOfPage, requireActorOfAny, requireSignedIn } from "~/modules/accounts/use-cases/current-actor.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { areaWatched } from "~/modules/catalog/use-cases/area-watched.server";
import { monthAsked } from "~/modules/visits/use-cases/month-asked.server";
import { noteAlarmsSeen } from "~/modules/work-orders/use-cases/alarms-in-view.server";
import { waitingAlarms } from "~/modules/work-orders/use-cases/waiting-alarms.server";

/** How many alarms wait for whoever has a page open: a number, and where to look. The page asks by itself and keeps no session alive. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const asking = await actorOfPage(request);
  if (!asking && request.headers.get("accept") === "application/json")
    return Response.json({ refusal: "signed-out" }, { status: 401, headers: { "Cache-Control": "no-store" } });
  const actor = asking ?? (await requireSignedIn(request));
  const city = await requireCity(request);
  const said = addressSaid(request);
  const isWatching = said.has("watching") && may(actor, "read:visits");
  const own = monthAsked(actor, city, new URLSearchParams()).areaCode;
  const watched = isWatching ? (await areaWatched(actor, city.code, said.get("area"), own)).areaCode : null;
  const { waiting, latest } = await waitingAlarms(actor, city, watched);
  const to = may(actor, "read:visits") ? "/visits/watch" : "/visits/mine";
  return Response.json({ waiting, latest, to: `${to}?city=${city.code}` }, { headers: { "Cache-Control": "no-store" } });
}

/** Somebody looks at a page and touched it lately: these of theirs stand on it. */
export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const actor = await requireActorOfAny(request, ["read:visits", "propose:residents"]);
  const form = await formSaid(request);
  if (form.get("intent") !== "seen") return Response.json({ refusal: "no-such-deed" }, { status: 400 });
  await noteAlarmsSeen(actor, form.getAll("alarm").map(String));
  return Response.json({ refusal: null });
}
