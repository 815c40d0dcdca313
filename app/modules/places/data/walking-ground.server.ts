import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { DegreeLine } from "../domain/crossings-on-lines";
import { STANDARD_PARAMETERS } from "./standard-parameters";

/** A standard as a city has it, with where it comes from. */
export interface CityStandard {
  readonly key: string;
  readonly value: number;
  readonly unit: string;
  readonly source: string;
  /** S stated, P published, ? to be confirmed */
  readonly mark: string;
}

/** Standards for any type and class, in this order; where a city has none of its own, what is put on record for a new city. */
export async function anyStandards<Key extends string>(
  { db }: UnitOfWork,
  cityCode: string,
  keys: readonly Key[],
): Promise<(CityStandard & { readonly key: Key })[]> {
  const any = { areaClass: "any", serviceType: "any", level: "any" };
  const own = await db.standardParameter.findMany({
    where: { cityCode, key: { in: [...keys] }, ...any },
    select: { key: true, value: true, unit: true, source: true, mark: true },
  });
  const usual = STANDARD_PARAMETERS.filter((entry) =>
    [entry.areaClass, entry.serviceType, entry.level].every((at) => at === "any"),
  );
  return keys.map((key) => {
    const found = own.find((row) => row.key === key) ?? usual.find((entry) => entry.key === key);
    if (!found) throw new Error(`${key} is no standard that cities have`);
    const { value, unit, source, mark } = found;
    return { key, value, unit, source, mark };
  });
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
