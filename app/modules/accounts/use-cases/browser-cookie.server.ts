import { createCookie } from "@remix-run/node";
import { isSecureRequest } from "~/platform/request-facts.server";

/** As long as browsers keep a cookie at all. */
export const KNOWN_FOR_DAYS = 400;

/**
 * A random token that names this browser and nobody. It opens nothing: it only keeps the tries of its people apart from those
 * of strangers, so it outlives every session and signing out.
 */
const cookie = (secure: boolean) =>
  createCookie(secure ? "__Host-quarterhour_browser" : "quarterhour_browser", {
    ...{ httpOnly: true, sameSite: "lax", path: "/", secure, maxAge: KNOWN_FOR_DAYS * 86_400 },
  });

export const browserCookie = {
  serialize: (token: string): Promise<string> => cookie(isSecureRequest()).serialize(token),
  async parse(cookies: string | null): Promise<string | null> {
    const text: unknown = await cookie(isSecureRequest()).parse(cookies);
    return typeof text === "string" && /^[A-Za-z0-9_-]{43}$/.test(text) ? text : null;
  },
};
