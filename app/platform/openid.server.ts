import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type Configuration,
} from "openid-client";
import type { OrganisationSignIn } from "./environment.server";
import { factsOf, log } from "./log.server";

/** What a browser must bring back for an answer to be its own. Kept in that browser alone, for the minutes it takes. */
export interface OpenIdErrand {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** What the organisation says of somebody. */
export interface OpenIdClaims {
  readonly issuer: string;
  readonly subject: string;
  /** the claim that holds the login; null where it is missing, or is an address nobody verified */
  readonly login: string | null;
  /** it asked for a second factor itself (RFC 8176) */
  readonly hasSecondFactor: boolean;
}

const SCOPE = "openid email profile";
const SECOND_FACTORS = ["mfa", "otp", "hwk", "swk"];

let known: { readonly of: string; readonly configuration: Configuration } | undefined;

/** The issuer's addresses and keys, asked for once a process. */
async function configurationOf({ issuer, clientId, clientSecret }: OrganisationSignIn): Promise<Configuration> {
  const of = `${issuer} ${clientId} ${clientSecret}`;
  if (known?.of === of) return known.configuration;
  const url = new URL(issuer);
  const isHere = ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  // The library leaves the signature to TLS unless asked: a proxy that opens TLS must not be able to say who is there.
  const execute = [enableNonRepudiationChecks, ...(isHere && url.protocol === "http:" ? [allowInsecureRequests] : [])];
  const configuration = await discovery(url, clientId, clientSecret, undefined, { execute });
  known = { of, configuration };
  return configuration;
}

/** Where to send the browser, and what it is to bring back; null when the issuer cannot be reached. */
export async function openIdErrand(
  organisation: OrganisationSignIn,
  back: string,
): Promise<(OpenIdErrand & { readonly url: URL }) | null> {
  try {
    const configuration = await configurationOf(organisation);
    const errand = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
    const url = buildAuthorizationUrl(configuration, {
      ...{ redirect_uri: back, scope: SCOPE, state: errand.state, nonce: errand.nonce },
      ...{ code_challenge: await calculatePKCECodeChallenge(errand.verifier), code_challenge_method: "S256" },
    });
    return { ...errand, url };
  } catch (error) {
    log("warn", "organisation sign-in cannot be reached", { message: factsOf(error).message });
    return null;
  }
}

/** What the answer proves; null for one that was not asked for, was changed, is late, or says no. */
export async function openIdClaims(
  organisation: OrganisationSignIn,
  answer: URL,
  { state, nonce, verifier }: OpenIdErrand,
): Promise<OpenIdClaims | null> {
  try {
    const configuration = await configurationOf(organisation);
    const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
    const claims = (await authorizationCodeGrant(configuration, answer, checks)).claims();
    if (!claims) return null;
    const { iss: issuer, sub: subject, amr } = claims;
    const login = claims[organisation.claim];
    const isVerified = organisation.claim !== "email" || claims.email_verified === true;
    return {
      ...{ issuer, subject, login: typeof login === "string" && login && isVerified ? login.trim().toLowerCase() : null },
      hasSecondFactor: Array.isArray(amr) && amr.some((method) => SECOND_FACTORS.includes(String(method))),
    };
  } catch (error) {
    log("warn", "organisation sign-in refused", { message: factsOf(error).message });
    return null;
  }
}
