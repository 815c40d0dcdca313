import { v7 as newId } from "uuid";
import type { ImportBatch as Row, Prisma } from "~/platform/generated/prisma/client";
import { storable } from "~/platform/storable-json.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { ColumnMapping } from "../domain/column-mapping";
import { type CoordinateSystem, isCoordinateSystem } from "../domain/coordinate-system";
import type {
  BatchStatus,
  ImportBatch,
  ImportCounts,
  ImportFailure,
  ImportOptions,
  Inspection,
  SubjectKey,
} from "../domain/import-batch";
import type { LeftOutRow } from "../domain/row-reading";

const fromRow = (row: Row): ImportBatch => ({
  id: row.id,
  cityCode: row.cityCode,
  subject: row.subject as SubjectKey,
  source: row.source,
  fileName: row.fileName,
  storedName: row.storedName,
  fileKind: row.fileKind,
  status: row.status as BatchStatus,
  sheet: row.sheet,
  coordinateSystem: row.coordinateSystem !== null && isCoordinateSystem(row.coordinateSystem) ? row.coordinateSystem : "WGS-84",
  mapping: row.mapping as unknown as ColumnMapping,
  options: row.options as unknown as ImportOptions,
  counts: row.counts as unknown as ImportCounts,
  inspection: row.inspection as unknown as Inspection,
  leftOut: row.leftOut as unknown as LeftOutRow[],
  progress: row.progress,
  total: row.total,
  failure: row.failure as unknown as ImportFailure | null,
  createdBy: row.createdBy,
  createdAt: row.createdAt.toISOString(),
  finishedAt: row.finishedAt?.toISOString() ?? null,
  undoneAt: row.undoneAt?.toISOString() ?? null,
  heartbeatAt: row.heartbeatAt?.toISOString() ?? null,
  cancelRequested: row.cancelRequested,
  attempt: row.attempt,
});

export interface NewBatch {
  readonly id: string;
  readonly cityCode: string;
  readonly subject: SubjectKey;
  readonly source: string;
  readonly fileName: string;
  /** null = nothing in it stands anywhere */
  readonly coordinateSystem: CoordinateSystem | null;
  readonly options: ImportOptions;
}

export async function insertBatch(uow: UnitOfWork, batch: NewBatch): Promise<void> {
  const { options, ...columns } = batch;
  await uow.db.importBatch.create({
    data: {
      ...columns,
      fileName: batch.fileName.replaceAll("\u0000", ""),
      storedName: batch.id,
      options: options as Prisma.InputJsonValue,
      status: "uploaded",
      createdBy: uow.actor.personId,
      heartbeatAt: new Date(),
    },
  });
}

export async function findBatch(uow: UnitOfWork, id: string): Promise<ImportBatch | null> {
  if (!/^[0-9a-f-]{36}$/.test(id)) return null;
  const row = await uow.db.importBatch.findUnique({ where: { id } });
  return row && fromRow(row);
}

export async function lockBatch(uow: UnitOfWork, id: string): Promise<ImportBatch | null> {
  if (!/^[0-9a-f-]{36}$/.test(id)) return null;
  await uow.db.$queryRaw`SELECT id FROM import_batch WHERE id = ${id}::uuid FOR UPDATE`;
  return findBatch(uow, id);
}

/** The batch while a job works on it, held until the unit of work ends; null where another attempt took it over or it moved on. */
export async function holdOwnBatch(
  uow: UnitOfWork,
  id: string,
  attempt: number,
  during: BatchStatus,
): Promise<ImportBatch | null> {
  const batch = await lockBatch(uow, id);
  return batch?.attempt === attempt && batch.status === during ? batch : null;
}

/** The newest imports of a city: of each group of kinds all, or somebody's own and those written within some areas. */
export async function listBatches(
  uow: UnitOfWork,
  cityCode: string,
  groups: readonly {
    readonly subjects: readonly SubjectKey[];
    readonly of: "all" | { readonly by: string; readonly areas: readonly string[] };
  }[],
  most = 50,
): Promise<ImportBatch[]> {
  const within = (area: string) => ({ counts: { path: ["area"], string_starts_with: area } });
  const where = {
    cityCode,
    OR: groups.map(({ subjects, of }) => ({
      subject: { in: [...subjects] },
      ...(of === "all" ? {} : { OR: [{ createdBy: of.by }, ...of.areas.map(within)] }),
    })),
  };
  const rows = await uow.db.importBatch.findMany({ where, orderBy: { createdAt: "desc" }, take: most });
  return rows.map(fromRow);
}

export type BatchChange = Partial<
  Pick<
    ImportBatch,
    | "status"
    | "sheet"
    | "coordinateSystem"
    | "mapping"
    | "options"
    | "counts"
    | "inspection"
    | "leftOut"
    | "progress"
    | "total"
    | "fileKind"
    | "cancelRequested"
    | "attempt"
  >
> & {
  readonly failure?: ImportFailure | null;
  readonly finishedAt?: Date;
  readonly undoneAt?: Date;
  readonly heartbeatAt?: Date;
};

export async function changeBatch(uow: UnitOfWork, id: string, change: BatchChange): Promise<void> {
  const { failure, inspection, mapping, leftOut, options, ...rest } = change;
  const said = Object.fromEntries(
    Object.entries({ inspection, mapping, leftOut, options }).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, storable(value)]],
    ),
  );
  const json = { ...(failure === undefined ? {} : { failure: failure === null ? null : storable(failure) }) };
  await uow.db.importBatch.update({
    where: { id },
    data: { ...rest, ...said, ...json } as unknown as Prisma.ImportBatchUpdateInput,
  });
  if (failure === null) await uow.db.$executeRaw`UPDATE import_batch SET failure = NULL WHERE id = ${id}::uuid`;
}

/** The mapping last used for this source, else for any source of the subject in the city. */
export async function rememberedMapping(
  uow: UnitOfWork,
  cityCode: string,
  subject: SubjectKey,
  source: string,
): Promise<ColumnMapping> {
  const exact = await uow.db.columnMapping.findUnique({ where: { cityCode_subject_source: { cityCode, subject, source } } });
  return (exact?.mapping ?? {}) as unknown as ColumnMapping;
}

export async function rememberMapping(
  uow: UnitOfWork,
  cityCode: string,
  subject: SubjectKey,
  source: string,
  mapping: ColumnMapping,
): Promise<void> {
  const json = storable(mapping) as unknown as Prisma.InputJsonValue;
  await uow.db.columnMapping.upsert({
    where: { cityCode_subject_source: { cityCode, subject, source } },
    create: { id: newId(), cityCode, subject, source, mapping: json },
    update: { mapping: json },
  });
}
