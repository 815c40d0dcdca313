import { createCookie } from "@remix-run/node";
import { organisationSignIn, publicOrigin } from "~/platform/environment.server";
import { openIdClaims, openIdErrand, type OpenIdClaims, type OpenIdErrand } from "~/platform/openid.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { credentialOfLogin, credentialOfPerson, type Credential } from "../data/credentials.server";
import { linkIdentity, personOfIdentity } from "../data/identity-links.server";
import type { Arrival } from "./arrival.server";
import type { Begun } from "./begin-session.server";
import { recordAudit } from "./record-audit.server";
import { comeIn, mayComeIn, NOBODYS_SIGN_IN } from "./sign-in.server";
import { systemActor } from "./system-actor.server";

export const CALLBACK = "/sign-in/organisation/callback";

/** Held by the browser that was sent away, and read once when it comes back. */
export const errandCookie = createCookie("quarterhour_organisation", {
  ...{ httpOnly: true, sameSite: "lax", path: "/sign-in/organisation", maxAge: 600 },
});

export interface KeptErrand extends OpenIdErrand {
  readonly to: string;
}

const backTo = (request: Request): string => new URL(CALLBACK, publicOrigin() ?? request.url).href;

export type OrganisationRefusal =
  /** it did not answer */
  | "organisation-silent"
  /** it said no, or its answer was not the one asked for */
  | "organisation-refused"
  /** it knows the person; we do not, or not as somebody at work */
  | "organisation-unknown";

/** Sends the browser to the organisation; null where none is configured. */
export async function beginOrganisationSignIn(
  request: Request,
  to: string,
): Promise<Verdict<{ readonly url: string; readonly errand: KeptErrand }, OrganisationRefusal> | null> {
  const organisation = organisationSignIn();
  if (!organisation) return null;
  const errand = await openIdErrand(organisation, backTo(request));
  if (!errand) return refused("organisation-silent");
  const { url, ...kept } = errand;
  return granted({ url: url.href, errand: { ...kept, to } });
}

/** Signs in whoever the organisation vouches for, if their account is here and active: none is ever made by itself. */
export async function finishOrganisationSignIn(
  request: Request,
  errand: KeptErrand | null,
  arrival: Arrival,
): Promise<Verdict<Begun, OrganisationRefusal> | null> {
  const organisation = organisationSignIn();
  if (!organisation) return null;
  if (!errand) return refused("organisation-refused");
  // Behind a proxy the request's own address is not the one the organisation was given.
  const answer = new URL(backTo(request) + new URL(request.url).search);
  const claims = await openIdClaims(organisation, answer, errand);
  if (!claims) return refused("organisation-refused");
  return inUnitOfWork(systemActor("organisation-sign-in"), async (uow) => {
    const person = await vouchedFor(uow, claims);
    if (person && mayComeIn(person)) return granted(await comeIn(uow, person, arrival, "organisation", claims.hasSecondFactor));
    await recordAudit(uow, { ...NOBODYS_SIGN_IN, why: "organisation-unknown" });
    return refused("organisation-unknown");
  });
}

/** The person linked to this identity; the first time, the account whose login the claim names, if it has no other identity. */
async function vouchedFor(uow: UnitOfWork, { issuer, subject, login }: OpenIdClaims): Promise<Credential | null> {
  const linked = await personOfIdentity(uow, issuer, subject);
  if (linked) return credentialOfPerson(uow, linked);
  const named = login === null ? null : await credentialOfLogin(uow, login);
  if (!named || !mayComeIn(named)) return null;
  if (!(await linkIdentity(uow, { issuer, subject, personId: named.personId }))) return null;
  await recordAudit(uow, {
    ...{ action: "link:identity", subject: { kind: "person", id: named.personId }, areaCode: null, line: "", result: "done" },
  });
  return named;
}
