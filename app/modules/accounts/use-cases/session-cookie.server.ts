import { createCookie } from "@remix-run/node";
import { isSecureRequest } from "~/platform/request-facts.server";

/**
 * Holds a random token only; who it stands for, and until when, is in the database. Over HTTPS the name's prefix makes the
 * browser refuse a cookie that another host or a plain connection tries to plant. Lax, not strict: a link in a message and
 * the way back from the organisation's own sign-in arrive signed in; writes are guarded by their origin.
 */
const cookie = (secure: boolean) =>
  createCookie(secure ? "__Host-quarterhour_session" : "quarterhour_session", {
    ...{ httpOnly: true, sameSite: "lax", path: "/", secure },
  });

/** What the browser keeps: the token, and when it was made, so that most requests need not ask whether it is to be rotated. */
export interface CookieToken {
  readonly token: string;
  readonly madeAt: Date;
  /** how long the browser keeps it; absent = until it is closed, as a desk should */
  readonly keptForSeconds?: number;
}

export const sessionCookie = {
  serialize: ({ token, madeAt, keptForSeconds }: CookieToken): Promise<string> =>
    cookie(isSecureRequest()).serialize(
      `${token}.${Math.floor(madeAt.getTime() / 1000).toString(36)}`,
      keptForSeconds === undefined ? {} : { maxAge: keptForSeconds },
    ),
};

export const clearedSessionCookie = (): Promise<string> => cookie(isSecureRequest()).serialize("", { maxAge: 0 });

export async function cookieToken(cookies: string | null): Promise<CookieToken | null> {
  const text: unknown = await cookie(isSecureRequest()).parse(cookies);
  const [token, seconds] = typeof text === "string" ? text.split(".") : [];
  if (!token) return null;
  // Whoever changes the time changes only when their own token is exchanged.
  return { token, madeAt: new Date((parseInt(seconds ?? "0", 36) || 0) * 1000) };
}

export const sessionToken = async (request: Request): Promise<string | null> =>
  (await cookieToken(request.headers.get("Cookie")))?.token ?? null;
