import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { DegreeLine } from "../domain/crossings-on-lines";

/** A value every city has, for any type and class; null where the city has none. */
export async function anyParameter({ db }: UnitOfWork, cityCode: string, key: string): Promise<number | null> {
  const where = { cityCode, key, areaClass: "any", serviceType: "any", level: "any" };
  return (await db.standardParameter.findFirst({ where, select: { value: true } }))?.value ?? null;
}

interface Drawn {
  readonly line: { readonly type: string; readonly coordinates: never };
}

export async function drawnBarriers({ db }: UnitOfWork, cityCode: string): Promise<DegreeLine[]> {
  const rows = await db.$queryRaw<Drawn[]>`SELECT line FROM barrier WHERE city_code = ${cityCode} ORDER BY id`;
  return rows.flatMap(({ line }): DegreeLine[] => (line.type === "LineString" ? [line.coordinates] : line.coordinates));
}

export async function drawnCrossings({ db }: UnitOfWork, cityCode: string): Promise<[number, number][]> {
  const rows = await db.$queryRaw<
    { lon: number; lat: number }[]
  >`SELECT lon, lat FROM crossing WHERE city_code = ${cityCode} ORDER BY id`;
  return rows.map(({ lon, lat }) => [lon, lat]);
}

/** Where areas lie, by code: their middle, which is public. */
export async function middlesOf({ db }: UnitOfWork, cityCode: string, codes: readonly string[]) {
  const rows = await db.$queryRaw<{ code: string; lon: number; lat: number }[]>`
    SELECT DISTINCT ON (code) code, lon, lat FROM area WHERE city_code = ${cityCode} AND code = ANY(${[...codes]}) AND lon IS NOT NULL ORDER BY code, code_year DESC`;
  return new Map(rows.map(({ code, lon, lat }) => [code, { lon, lat }]));
}
