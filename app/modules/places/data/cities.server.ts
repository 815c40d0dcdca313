import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { City } from "../domain/city";

interface CityRow {
  code: string;
  nameZh: string;
  nameEn: string;
  timeZone: string;
  isDemo: boolean;
  bounds: number[];
  revision: number;
}

const cityFromRow = (row: CityRow): City => {
  const [west, south, east, north] = row.bounds;
  const known = west !== undefined && south !== undefined && east !== undefined && north !== undefined;
  return { ...row, bounds: known ? [west, south, east, north] : null };
};

export async function listCities(uow: UnitOfWork): Promise<City[]> {
  const rows = await uow.db.city.findMany({ orderBy: [{ isDemo: "desc" }, { createdAt: "asc" }] });
  return rows.map(cityFromRow);
}

export async function findCity(uow: UnitOfWork, code: string): Promise<City | null> {
  const row = await uow.db.city.findUnique({ where: { code } });
  return row && cityFromRow(row);
}
