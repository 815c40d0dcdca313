import type { Arrival } from "~/modules/accounts/use-cases/arrival.server";
import { sessionCookie } from "~/modules/accounts/use-cases/session-cookie.server";

/** Somebody who comes in at a desk of the office. */
export const madeArrival = (wholeAddress = "203.0.113.7"): Arrival => ({
  ...{ browser: "firefox", system: "linux", address: "203.0.113.*", wholeAddress, token: null, browserToken: null },
});

/** The request a browser sends that holds this session. */
export async function requestWith(session: { token: string; madeAt: Date }, path = "/plan"): Promise<Request> {
  const cookie = (await sessionCookie.serialize(session)).split(";")[0]!;
  return new Request(`http://quarterhour.invalid${path}`, { headers: { Cookie: cookie } });
}
