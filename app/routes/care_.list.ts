import type { LoaderFunctionArgs } from "@remix-run/node";
import { currentActor } from "~/modules/accounts/use-cases/current-actor.server";
import { currentSession } from "~/modules/accounts/use-cases/current-session.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { cityByCode, currentCity } from "~/modules/places/use-cases/current-city.server";
import type { CareList } from "~/modules/visits/domain/care-list";
import { careList } from "~/modules/visits/use-cases/care-list.server";

const CLOSED = { "Cache-Control": "no-store" };
const refusal = (kind: string, status: number) => Response.json({ refusal: kind }, { status, headers: CLOSED });

/** The day's list for the phone of whoever is signed in: JSON also where it is refused, for no page asks here. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const actor = await currentActor(request);
  if (!actor) return (await currentSession(request))?.stage === "open" ? refusal("not-granted", 403) : refusal("signed-out", 401);
  // A phone belongs to one person: their own city, whatever was looked at last.
  const city = (actor.cityCode ? await cityByCode(actor.cityCode) : null) ?? (await currentCity(request));
  if (!city) return refusal("no-city", 404);
  const list = await careList(actor, city);
  const codes = [...list.residents, ...list.outlines, ...list.onDuty].flatMap(({ areaCode }) => [areaCode, areaCode.slice(0, 9)]);
  const whole: CareList = { ...list, areas: await areaNames(codes) };
  return Response.json(whole, { headers: CLOSED });
}
