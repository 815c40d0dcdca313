import { createCookie } from "@remix-run/node";
import { publicOrigin } from "~/platform/environment.server";

/** Eight hours: one working day. A later sign-in renews it. */
export const SESSION_SECONDS = 8 * 60 * 60;

/** Holds a random token only; who it stands for is in the database. */
export const sessionCookie = createCookie("quarterhour_session", {
  httpOnly: true,
  sameSite: "lax",
  path: "/",
  secure: publicOrigin()?.startsWith("https:") ?? false,
  maxAge: SESSION_SECONDS,
});

export async function sessionToken(request: Request): Promise<string | null> {
  const token: unknown = await sessionCookie.parse(request.headers.get("Cookie"));
  return typeof token === "string" ? token : null;
}
