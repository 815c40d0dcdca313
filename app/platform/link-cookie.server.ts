import { createCookie } from "@remix-run/node";
import { isLinkSecret } from "./one-time-secret.server";
import { isSecureRequest } from "./request-facts.server";

/** Half a day: the link itself stays with whoever was given it. */
const KEPT_SECONDS = 12 * 3600;

export interface LinkCookie {
  readonly serialize: (secret: string) => Promise<string>;
  readonly cleared: () => Promise<string>;
  readonly parse: (cookies: string | null) => Promise<string | null>;
}

/**
 * The secret of a link for as long as its page is used, so that it stands in no address and no log. Strict: no other site's link
 * or form brings it along.
 */
export function linkCookie(name: string): LinkCookie {
  const cookie = (secure: boolean) =>
    createCookie(secure ? `__Host-quarterhour_${name}` : `quarterhour_${name}`, {
      ...{ httpOnly: true, sameSite: "strict", path: "/", secure, maxAge: KEPT_SECONDS },
    });
  return {
    serialize: (secret) => cookie(isSecureRequest()).serialize(secret),
    cleared: () => cookie(isSecureRequest()).serialize("", { maxAge: 0 }),
    async parse(cookies) {
      const text: unknown = await cookie(isSecureRequest()).parse(cookies);
      return typeof text === "string" && isLinkSecret(text) ? text : null;
    },
  };
}
