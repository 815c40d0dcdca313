import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { englishAreaName } from "../domain/area-name";
import type { Operator } from "../domain/facility";
import { publicRecord, type OpenArea, type OpenFacility, type OpenGrade, type OpenInspection } from "../domain/open-facility";
import { findFacilities } from "./facility-record.server";
import { lastModified } from "./open-data-list.server";

type Beside = Pick<OpenFacility, "operatorId" | "modifiedAt" | "grades" | "inspections"> & { readonly id: string };

/** Facilities with what stands beside their records, but for their vacancies, by their keys; those that are not there are left out. */
export async function readOpenFacilities(
  uow: UnitOfWork,
  cityCode: string,
  ids: readonly string[],
  now: Date,
): Promise<Map<string, Omit<OpenFacility, "vacancies">>> {
  if (ids.length === 0) return new Map();
  const records = await findFacilities(uow, cityCode, ids);
  const beside = await uow.db.$queryRaw<Beside[]>`
    /* prepared: beside-facilities */ SELECT f.id, f.operator_id AS "operatorId", ${lastModified(now)} AS "modifiedAt",
      COALESCE((SELECT json_agg(json_build_object('grade', g.grade, 'standard', g.standard, 'gradedOn', g.graded_on, 'validTo', g.valid_to,
        'source', g.source) ORDER BY g.graded_on DESC, g.standard) FROM facility_grade g WHERE g.facility_id = f.id), '[]') AS grades,
      COALESCE((SELECT json_agg(json_build_object('inspectedOn', i.inspected_on, 'kind', i.kind, 'result', i.result, 'findings', i.findings,
        'openFindings', i.open_findings, 'source', i.source) ORDER BY i.inspected_on DESC, i.id) FROM published_inspection i WHERE i.facility_id = f.id), '[]') AS inspections
    FROM facility f WHERE f.id = ANY(${[...ids]}::uuid[])`;
  const besideOf = new Map(beside.map((row) => [row.id, row]));
  const areaOf = await areasAround(
    uow,
    cityCode,
    records.flatMap(({ areaCode }) => areaCode ?? []),
  );
  return new Map(
    records.flatMap((record) => {
      const row = besideOf.get(record.id);
      if (!row) return [];
      const { operatorId, modifiedAt, grades, inspections } = row;
      const area = record.areaCode === null ? null : areaOf(record.areaCode);
      return [
        [
          record.id,
          {
            record: publicRecord(record),
            operatorId,
            modifiedAt,
            area,
            grades: grades as OpenGrade[],
            inspections: inspections as OpenInspection[],
          },
        ],
      ];
    }),
  );
}

interface AreaRow {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly pinyin: string;
  readonly level: string;
}

const aboveCodes = (code: string): string[] =>
  [4, 6, 9].filter((digits) => digits < code.length).map((digits) => code.slice(0, digits));

/** Each code with its own name and the names above it, below the city. */
async function areasAround(uow: UnitOfWork, cityCode: string, said: readonly string[]): Promise<(code: string) => OpenArea> {
  const codes = [...new Set(said.flatMap((code) => [code, ...aboveCodes(code)]))];
  const rows = await uow.db.$queryRaw<AreaRow[]>`
    /* prepared: areas-around */ SELECT code, name, name_en AS "nameEn", pinyin, level FROM area
    WHERE city_code = ${cityCode} AND code = ANY(${codes}::text[]) ORDER BY code_year`;
  const byCode = new Map(rows.map((row) => [row.code, row]));
  return (code) => {
    const own = byCode.get(code);
    const above = aboveCodes(code)
      .flatMap((one) => byCode.get(one) ?? [])
      .filter(({ level }) => level !== "city");
    return {
      ...{ code, name: own?.name ?? code, within: above.map(({ name }) => name).join(" ") },
      ...{ nameEn: own ? englishAreaName(own) : code, withinEn: above.map(englishAreaName).join(", ") },
    };
  };
}

/** Whose city and facility an offering is; null where there is no such offering. */
export async function whereOffered({ db }: UnitOfWork, id: string): Promise<{ facilityId: string; cityCode: string } | null> {
  const found = await db.offering.findUnique({
    where: { id },
    select: { facilityId: true, facility: { select: { cityCode: true } } },
  });
  return found && { facilityId: found.facilityId, cityCode: found.facility.cityCode };
}

export async function cityOfOperator({ db }: UnitOfWork, id: string): Promise<string | null> {
  return (await db.operator.findUnique({ where: { id }, select: { cityCode: true } }))?.cityCode ?? null;
}

export interface OpenOperator extends Operator {
  readonly id: string;
}

/** Operators by name in the words of a search, in the order of their keys. */
export async function pageOfOperators(
  { db }: UnitOfWork,
  cityCode: string,
  { search, id }: { readonly search: string; readonly id: string | null },
  offset: number,
  limit: number,
): Promise<{ total: number; rows: OpenOperator[] }> {
  const where = {
    cityCode,
    ...(id === null ? {} : { id }),
    ...(search === "" ? {} : { name: { contains: search, mode: "insensitive" as const } }),
  };
  const rows = await db.operator.findMany({
    where,
    orderBy: { id: "asc" },
    skip: offset,
    take: limit,
    select: { id: true, name: true, kind: true },
  });
  return { total: await db.operator.count({ where }), rows: rows as OpenOperator[] };
}

/** Facilities an operator runs or ran: the first of them by key. */
export async function facilitiesOf({ db }: UnitOfWork, operatorId: string, most: number): Promise<string[]> {
  const rows = await db.facility.findMany({ where: { operatorId }, orderBy: { id: "asc" }, take: most, select: { id: true } });
  return rows.map(({ id }) => id);
}
