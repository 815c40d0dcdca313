import { createCookie } from "@remix-run/node";
import { displayFrom, type Display } from "~/ui/layout/display";

export const displayCookie = createCookie("quarterhour_display", {
  path: "/",
  sameSite: "lax",
  httpOnly: true,
  maxAge: 365 * 86_400,
});

export const displayOf = async (request: Request): Promise<Display> =>
  displayFrom(await displayCookie.parse(request.headers.get("Cookie")));
