import { addDays } from "date-fns";
import { operatorOfLogin } from "~/modules/accounts/use-cases/operator-of-login.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { now, today } from "~/platform/clock.server";
import { isDemo } from "~/platform/environment.server";
import { secretHash } from "~/platform/one-time-secret.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { demoOperatorOf } from "../data/demo-operator.server";
import { addMember, linkInForce, placeOfLink, replaceLink } from "../data/operator-links.server";
import { OPERATOR_LINK_DAYS } from "../domain/operator-standing";

const LOGIN = "operator@demo";
/** The demo's own link, as public as its passwords: it leads to one made nursery, and in demo mode alone. */
const SECRET = "demo-operator-of-one-made-nursery".padEnd(43, "0");

/** The demo's operator stands for one made organisation, and a link everybody knows leads to one of its nurseries. */
export async function putDemoOperator(): Promise<void> {
  if (!isDemo()) return;
  const found = await inUnitOfWork(systemActor("demo"), demoOperatorOf);
  if (!found) return;
  const { cityCode, operatorId, facilityId } = found;
  const personId = await operatorOfLogin(LOGIN, cityCode);
  await inUnitOfWork(systemActor("demo"), async (uow) => {
    const at = now();
    if (personId) await addMember(uow, { cityCode, operatorId, personId, from: today() });
    // One that somebody made, or ended, by hand stays as it is.
    const isKnown = (await linkInForce(uow, facilityId, at)) ?? (await placeOfLink(uow, secretHash(SECRET), at));
    if (!isKnown) await replaceLink(uow, { facilityId, secretHash: secretHash(SECRET) }, at, addDays(at, OPERATOR_LINK_DAYS));
  });
}

/** What the entry page offers in demo mode; null in production, even on a database that a demo once filled. */
export const demoOperatorSecret = (): string | null => (isDemo() ? SECRET : null);
