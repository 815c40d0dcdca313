import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importSubjects, subjectOf } from "~/modules/oversight/use-cases/import-subjects.server";
import { startCity } from "~/modules/catalog/use-cases/start-city.server";
import type { ColumnMapping } from "~/modules/imports/domain/column-mapping";
import type { CoordinateSystem } from "~/modules/imports/domain/coordinate-system";
import type { ImportBatch, SubjectKey } from "~/modules/imports/domain/import-batch";
import { chooseColumns } from "~/modules/imports/use-cases/choose-columns.server";
import { confirmImport, requestUndo } from "~/modules/imports/use-cases/confirm-import.server";
import { inspectImport } from "~/modules/imports/use-cases/inspect-import.server";
import { previewImport } from "~/modules/imports/use-cases/preview-import.server";
import { startImport } from "~/modules/imports/use-cases/start-import.server";
import { watchImport } from "~/modules/imports/use-cases/watch-import.server";
import { undoImport, writeImport } from "~/modules/imports/use-cases/write-import.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import type { Actor } from "~/modules/accounts/domain/actor";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { madeActor } from "../../factories/made-actor";

process.env.QUARTERHOUR_DATA = mkdtempSync(join(tmpdir(), "quarterhour-imports-"));

export const PLANNER = madeActor({ personId: "0190a000-0000-7000-8000-000000000001", name: "规划员" });

export interface ImportWish {
  readonly city: string;
  readonly subject?: SubjectKey;
  readonly source?: string;
  readonly fileName?: string;
  readonly system?: CoordinateSystem;
  readonly mapping?: ColumnMapping;
  readonly asOf?: string;
  readonly sheet?: string;
}

/** Somebody with one grant, on record: what an import writes is bounded by what its importer is granted then. */
export async function onRecord({ personId, name, grants }: Actor): Promise<void> {
  await inUnitOfWork(systemActor("test"), async ({ db }) => {
    await db.$executeRaw`INSERT INTO person (id, name) VALUES (${personId}::uuid, ${name}) ON CONFLICT DO NOTHING`;
    for (const { role, line, areaCode } of grants)
      await db.$executeRaw`
        INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from)
        SELECT gen_random_uuid(), ${personId}::uuid, ${role}, ${line}, ${areaCode}, '2024-01-01'
        WHERE NOT EXISTS (SELECT FROM role_grant WHERE person_id = ${personId}::uuid)`;
  });
}

/** An empty city with its registries, and its planner. */
export async function emptyCity(code: string, nameZh: string): Promise<void> {
  await onRecord(PLANNER);
  const started = await startCity(PLANNER, { code, nameZh, nameEn: nameZh, timeZone: "Asia/Shanghai" });
  if (!started.ok) throw new Error(`city ${code} was not started: ${JSON.stringify(started.refusal)}`);
}

export async function seen(batchId: string, by: Actor = PLANNER): Promise<ImportBatch> {
  const batch = await watchImport(by, batchId);
  if (!batch) throw new Error(`batch ${batchId} is gone`);
  return batch;
}

/** From the file to the preview, without the queue: the jobs' own functions are called in turn. */
export async function previewed(file: Uint8Array, wish: ImportWish, by: Actor = PLANNER): Promise<ImportBatch> {
  const subject = wish.subject ?? "facilities";
  const started = await startImport(
    by,
    {
      cityCode: wish.city,
      subject,
      source: wish.source ?? "test",
      fileName: wish.fileName ?? "file",
      coordinateSystem: wish.system ?? "WGS-84",
    },
    file,
  );
  if (!started.ok) throw new Error(`not started: ${started.refusal.kind}`);
  await inspectImport(importSubjects, started.value);
  const batch = await seen(started.value, by);
  if (batch.status === "failed") return batch;
  const choice = {
    sheet: wish.sheet ?? batch.sheet ?? "",
    heading: null,
    mapping: { ...batch.mapping, ...wish.mapping },
    coordinateSystem: batch.coordinateSystem,
    asOf: wish.asOf ?? null,
  };
  const chosen = await chooseColumns(by, subjectOf(subject), batch, choice);
  if (!chosen.ok)
    return { ...(await seen(batch.id, by)), failure: { code: "required-unmapped", facts: { refusal: chosen.refusal } } };
  await previewImport(importSubjects, batch.id);
  return seen(batch.id, by);
}

export async function written(batchId: string, { leaveOutRefused = false } = {}): Promise<ImportBatch> {
  const confirmed = await confirmImport(PLANNER, batchId, { leaveOutRefused });
  if (!confirmed.ok) throw new Error(`not confirmed: ${JSON.stringify(confirmed.refusal)}`);
  await writeImport(importSubjects, batchId);
  return seen(batchId);
}

export async function undone(batchId: string, { exceptEdited = false } = {}): Promise<ImportBatch> {
  const asked = await requestUndo(PLANNER, batchId, { exceptEdited });
  if (!asked.ok) throw new Error(`undo not begun: ${JSON.stringify(asked.refusal)}`);
  await undoImport(importSubjects, batchId);
  return seen(batchId);
}
