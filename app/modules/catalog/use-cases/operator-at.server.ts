import { currentActor } from "~/modules/accounts/use-cases/current-actor.server";
import { now } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { placesOfMember } from "../data/operator-links.server";
import type { OperatorStanding, StoodFor } from "../domain/operator-standing";
import { behindOperatorLink } from "./behind-operator-link.server";
import { operatorCookie } from "./operator-cookie.server";

/** How somebody comes to an operator's pages. */
export type OperatorAt =
  | { readonly kind: "standing"; readonly standing: OperatorStanding; readonly others: readonly StoodFor[] }
  /** a link that opens nothing any more: its cookie is to be cleared */
  | { readonly kind: "ended" }
  /** signed in as an operator, of whom no organisation is on record */
  | { readonly kind: "no-place" }
  | { readonly kind: "nobody" };

/**
 * For which place somebody speaks: the link's, as long as its cookie lives; else one of the organisation they are signed in for,
 * `?facility=` says which.
 */
export async function operatorAt(request: Request): Promise<OperatorAt> {
  const secret = await operatorCookie.parse(request.headers.get("Cookie"));
  const byLink = secret ? await behindOperatorLink(secret, (_uow, standing) => Promise.resolve(standing)) : null;
  if (byLink) return { kind: "standing", standing: byLink, others: [] };
  const actor = await currentActor(request);
  if (!actor?.grants.some(({ role }) => role === "operator")) return { kind: secret ? "ended" : "nobody" };
  const places = await inUnitOfWork(actor, (uow) => placesOfMember(uow, actor.personId, now()));
  const asked = new URL(request.url).searchParams.get("facility");
  const place = places.find(({ facilityId }) => facilityId === asked) ?? (asked === null ? places[0] : undefined);
  if (!place) return { kind: "no-place" };
  return { kind: "standing", standing: { ...place, linkId: null, personId: actor.personId }, others: places };
}

/**
 * The same for an action and for pages beyond the first: whoever stands for nothing is led to where one comes in. A form names the
 * place it was shown for: where another link was opened in another window meanwhile, it says nothing of that other place.
 */
export async function requireOperator(request: Request): Promise<OperatorStanding> {
  const at = await operatorAt(request);
  const asked = new URL(request.url).searchParams.get("facility");
  const isOther = request.method !== "GET" && at.kind === "standing" && asked !== null && asked !== at.standing.facilityId;
  if (at.kind === "standing" && !isOther) return at.standing;
  throw new Response(null, { status: 302, headers: { Location: isOther ? "/operate?done=other-place" : "/operate" } });
}
