import postgres from "postgres";
import { wholeScope } from "~/modules/accounts/domain/scope";
import type { StreetGraph } from "~/modules/places/domain/streets/street-graph";
import { writeCity } from "../write-city";
import { streetCity } from "./street-city";
import type { StreetCityName } from "./street-city-name";

/** Writes a made city on these streets, whole or not at all; false where a city has its code already. */
export async function writeStreetCity(databaseUrl: string, graph: StreetGraph, name: StreetCityName): Promise<boolean> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  try {
    return await sql.begin(async (transaction) => {
      await transaction`SELECT set_config('quarterhour.scope', ${JSON.stringify(wholeScope(name.code))}, true)`;
      const [there] = await transaction`SELECT 1 FROM city WHERE code = ${name.code}`;
      if (there) return false;
      await writeCity(transaction, streetCity(graph, name));
      return true;
    });
  } finally {
    await sql.end();
  }
}
