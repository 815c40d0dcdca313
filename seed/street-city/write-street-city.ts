import postgres from "postgres";
import { wholeScope } from "~/modules/accounts/domain/scope";
import type { StreetNetwork } from "~/modules/places/domain/street-network";
import type { StreetGraph } from "~/modules/places/domain/streets/street-graph";
import { writeCity, writeRows } from "../write-city";
import { streetCity } from "./street-city";
import type { StreetCityName } from "./street-city-name";

/**
 * Writes a made city on these streets together with the record that puts them in force, whole or not at all; false where a
 * city has its code already.
 * @param network kept in the data folder; null = the city is left without streets
 */
export async function writeStreetCity(
  databaseUrl: string,
  graph: StreetGraph,
  name: StreetCityName,
  network: StreetNetwork | null,
  stop?: AbortSignal,
): Promise<boolean> {
  stop?.throwIfAborted();
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  const stopped = new Promise<never>((_none, no) =>
    stop?.addEventListener("abort", () => no(stop.reason as Error), { once: true }),
  );
  stopped.catch(() => undefined);
  try {
    // A connection is whole before it may be cut: while it is being made the driver asks for types, and tells nobody that this failed.
    await sql`SELECT 1`;
    stop?.throwIfAborted();
    const written = sql.begin(async (transaction) => {
      await transaction`SELECT set_config('quarterhour.scope', ${JSON.stringify(wholeScope(name.code))}, true)`;
      const [there] = await transaction`SELECT 1 FROM city WHERE code = ${name.code}`;
      if (there) return false;
      await writeCity(transaction, streetCity(graph, name), () => stop?.throwIfAborted());
      if (network)
        await writeRows(transaction, "street_network", [{ cityCode: name.code, ...network, metres: Math.round(network.metres) }]);
      stop?.throwIfAborted();
      return true;
    });
    written.catch(() => undefined);
    // A statement that waits for another city of this code is not waited for: a cut connection leaves nothing written.
    return await Promise.race([written, stopped]);
  } finally {
    await sql.end({ timeout: stop?.aborted ? 0 : 5 });
  }
}
