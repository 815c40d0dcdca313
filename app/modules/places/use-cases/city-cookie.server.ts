import { createCookie } from "@remix-run/node";

/** The city last looked at, so that a bare address opens where one left off. */
export const cityCookie = createCookie("quarterhour_city", { path: "/", sameSite: "lax", httpOnly: true, maxAge: 365 * 86_400 });
