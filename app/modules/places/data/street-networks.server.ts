import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Bounds, StreetNetwork } from "../domain/street-network";

export async function findStreetNetwork(uow: UnitOfWork, cityCode: string): Promise<StreetNetwork | null> {
  const row = await uow.db.streetNetwork.findUnique({ where: { cityCode } });
  if (!row) return null;
  const { importedOn, metres, bytes, bounds, ...same } = row;
  return {
    ...same,
    importedOn: importedOn.toISOString().slice(0, 10),
    metres: Number(metres),
    bytes: Number(bytes),
    bounds: bounds as unknown as Bounds,
  };
}

/** One import after another: the second sees the first one's file as the one it replaces. False: another import is at it. */
export async function holdsStreets(uow: UnitOfWork, cityCode: string): Promise<boolean> {
  const [row] = await uow.db.$queryRaw<{ held: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtext(${`streets ${cityCode}`})) AS held`;
  return row?.held === true;
}

/** Puts a network in force; answers the file it replaces, or null. */
export async function replaceStreetNetwork(uow: UnitOfWork, cityCode: string, network: StreetNetwork): Promise<string | null> {
  const before = await uow.db.streetNetwork.findUnique({ where: { cityCode }, select: { storedName: true } });
  const row = {
    ...network,
    importedOn: new Date(`${network.importedOn}T00:00:00Z`),
    metres: BigInt(Math.round(network.metres)),
    bytes: BigInt(network.bytes),
    bounds: [...network.bounds],
  };
  await uow.db.streetNetwork.upsert({ where: { cityCode }, create: { cityCode, ...row }, update: row });
  return before?.storedName ?? null;
}

/** Files some city names. */
export const namedStreets = async (uow: UnitOfWork): Promise<string[]> =>
  (await uow.db.streetNetwork.findMany({ select: { storedName: true } })).map(({ storedName }) => storedName);

/** Positions of the city's smallest areas that have one, or of its facilities where no area has. */
export async function knownPositions(uow: UnitOfWork, cityCode: string): Promise<{ lon: number; lat: number }[]> {
  const areas = await uow.db.$queryRaw<{ lon: number; lat: number }[]>`
    SELECT lon, lat FROM area_in_use WHERE city_code = ${cityCode} AND lon IS NOT NULL AND level = 'community'`;
  if (areas.length > 0) return areas;
  return uow.db.$queryRaw<{ lon: number; lat: number }[]>`
    SELECT lon, lat FROM facility WHERE city_code = ${cityCode} AND lon IS NOT NULL`;
}
