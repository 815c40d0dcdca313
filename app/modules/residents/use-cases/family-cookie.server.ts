import { createCookie } from "@remix-run/node";
import { isSecureRequest } from "~/platform/request-facts.server";
import { isLinkSecret } from "../domain/contact-link";

/** Half a day: the link itself stays with whoever was given it. */
const KEPT_SECONDS = 12 * 3600;

/**
 * The secret of a link for as long as its page is used, so that it stands in no address and no log. Strict: no other site's link
 * or form brings it along.
 */
const cookie = (secure: boolean) =>
  createCookie(secure ? "__Host-quarterhour_family" : "quarterhour_family", {
    ...{ httpOnly: true, sameSite: "strict", path: "/", secure, maxAge: KEPT_SECONDS },
  });

export const familyCookie = {
  serialize: (secret: string): Promise<string> => cookie(isSecureRequest()).serialize(secret),
  cleared: (): Promise<string> => cookie(isSecureRequest()).serialize("", { maxAge: 0 }),
  async parse(cookies: string | null): Promise<string | null> {
    const text: unknown = await cookie(isSecureRequest()).parse(cookies);
    return typeof text === "string" && isLinkSecret(text) ? text : null;
  },
};
