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
  createdAt: Date;
}

const cityFromRow = ({ createdAt, ...row }: CityRow): City => {
  const [west, south, east, north] = row.bounds;
  const known = west !== undefined && south !== undefined && east !== undefined && north !== undefined;
  const stamp = `${row.code}-${createdAt.getTime().toString(36)}-${row.revision}`;
  return { ...row, bounds: known ? [west, south, east, north] : null, stamp };
};

export async function listCities(uow: UnitOfWork): Promise<City[]> {
  const rows = await uow.db.city.findMany({ orderBy: [{ isDemo: "desc" }, { createdAt: "asc" }] });
  return rows.map(cityFromRow);
}

export async function findCity(uow: UnitOfWork, code: string): Promise<City | null> {
  const row = await uow.db.city.findUnique({ where: { code } });
  return row && cityFromRow(row);
}

export async function insertCity(uow: UnitOfWork, city: Pick<City, "code" | "nameZh" | "nameEn" | "timeZone">): Promise<void> {
  await uow.db.city.create({ data: { ...city, bounds: [] } });
}

/** Files in the data folder that only the city's records name. */
export async function filesOfCity(
  uow: UnitOfWork,
  code: string,
): Promise<{ photos: string[]; imports: string[]; streets: string[] }> {
  const photos = await uow.db.$queryRaw<{ name: string }[]>`
    SELECT p.file_name AS name FROM photo p JOIN facility f ON f.id = p.facility_id WHERE f.city_code = ${code}`;
  const imports = await uow.db.importBatch.findMany({ where: { cityCode: code }, select: { storedName: true } });
  const streets = await uow.db.streetNetwork.findMany({ where: { cityCode: code }, select: { storedName: true } });
  const stored = (rows: readonly { storedName: string }[]) => rows.map(({ storedName }) => storedName);
  return { photos: photos.map(({ name }) => name), imports: stored(imports), streets: stored(streets) };
}

/** Everything that belongs to the city goes with it; what no foreign key holds is named here. */
export async function deleteCity(uow: UnitOfWork, code: string): Promise<void> {
  await uow.db
    .$executeRaw`DELETE FROM staging.import_row WHERE batch_id IN (SELECT id FROM import_batch WHERE city_code = ${code})`;
  await uow.db.revision.deleteMany({ where: { cityCode: code } });
  await uow.db.columnMapping.deleteMany({ where: { cityCode: code } });
  await uow.db.city.delete({ where: { code } });
}
