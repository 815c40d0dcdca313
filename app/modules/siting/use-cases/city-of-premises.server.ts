import type { Actor } from "~/modules/accounts/domain/actor";
import type { City } from "~/modules/places/domain/city";
import { cityByCode, currentCity } from "~/modules/places/use-cases/current-city.server";
import { readPremises, type PremisesFile } from "./read-premises.server";

export interface PremisesInCity {
  readonly file: PremisesFile;
  readonly city: City;
}

/** For an action on premises: their own file and city, or the page is not there. */
export async function requirePremises(actor: Actor, id: string | undefined): Promise<PremisesInCity> {
  const file = await readPremises(actor, id ?? "");
  const city = file && (await cityByCode(file.premises.cityCode));
  if (!file || !city) throw new Response(null, { status: 404 });
  return { file, city };
}

/** For a page about premises: opened while another city is looked at, it leads to the same page in its own. */
export async function requirePremisesPage(request: Request, actor: Actor, id: string | undefined): Promise<PremisesInCity> {
  const found = await requirePremises(actor, id);
  if ((await currentCity(request))?.code === found.city.code) return found;
  const { pathname, searchParams } = new URL(request.url);
  searchParams.set("city", found.city.code);
  throw new Response(null, { status: 302, headers: { Location: `${pathname}?${searchParams.toString()}` } });
}

/** For a page that changes something: whoever may change nothing there is told so before they type. */
export function requireKeeping(actor: Actor, { mayKeep }: Pick<PremisesFile, "mayKeep">): void {
  if (!mayKeep)
    throw Response.json({ refusal: "not-permitted", permission: "write:premises", role: actor.role }, { status: 403 });
}
