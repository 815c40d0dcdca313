import { countedAddress, requestFacts } from "~/platform/request-facts.server";
import { deviceWords, roughAddress, type DeviceWords } from "../domain/device-words";
import { browserCookie } from "./browser-cookie.server";
import { sessionToken } from "./session-cookie.server";

/** From where somebody comes in: what their session list will say, and whose tries are counted. */
export interface Arrival extends DeviceWords {
  /** the network */
  readonly address: string;
  /** the address as tries are counted by it, and never kept */
  readonly wholeAddress: string;
  /** the token this browser came with: a new session takes its place */
  readonly token: string | null;
  /** what this browser is known by to those who signed in with it before; null = to nobody */
  readonly browserToken: string | null;
}

export async function arrivalOf(request: Request): Promise<Arrival> {
  const whole = requestFacts()?.address ?? null;
  const words = deviceWords(request.headers.get("User-Agent") ?? "");
  return {
    ...{ ...words, address: roughAddress(whole), wholeAddress: countedAddress(whole) },
    ...{ token: await sessionToken(request), browserToken: await browserCookie.parse(request.headers.get("Cookie")) },
  };
}
