import type { City } from "~/modules/places/domain/city";
import { cities } from "~/modules/places/use-cases/current-city.server";
import { now } from "~/platform/clock.server";

/** Cities change with the years; a day's end asks for the same few a thousand times. */
const KNOWN_FOR_MS = 60_000;
let known: { readonly at: number; readonly byCode: ReadonlyMap<string, City> } | null = null;

/** The city a ticket names; null = there is none, which is asked anew each time. */
export async function cityOfTicket(code: string): Promise<City | null> {
  const at = now().getTime();
  const held = known && Math.abs(at - known.at) < KNOWN_FOR_MS ? known.byCode.get(code) : undefined;
  if (held) return held;
  known = { at, byCode: new Map((await cities()).map((city) => [city.code, city])) };
  return known.byCode.get(code) ?? null;
}
