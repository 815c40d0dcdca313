import { ImportStopped, type ImportSubject, type WriteContext } from "~/modules/imports/use-cases/import-subject.server";
import type { BulkSql } from "~/platform/bulk-copy.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { positionsByName } from "../data/facility-import-find.server";
import {
  chunkOfBefore,
  editedSince,
  forgetAliases,
  keepAliases,
  lockChanged,
  nameChunk,
  namesInChunk,
  removeCreated,
} from "../data/facility-import-undo.server";
import {
  chunkFromStaging,
  lastStagedRow,
  lockStaged,
  makeChunkTable,
  movedSince,
  writeChunk,
} from "../data/facility-import-write.server";
import { listFacilityKinds, listServiceTypes } from "../data/registry.server";
import { spokenName } from "~/platform/spoken-name.server";
import { facilityImportSchema } from "../domain/facility-import-schema";
import { facilityAssessor, sourceOf } from "./facility-import-assess.server";
import { stopUndoingBeyond, stopWritingBeyond } from "./facility-import-reach.server";

const READER = { personId: null, role: "system", cityCode: null } as const;
const PIECE = 4000;

/** Facilities, as the importer sees them. */
export const facilityImport: ImportSubject = {
  key: "facilities",
  schema: (_sql, cityCode) =>
    inUnitOfWork(READER, async (uow) =>
      facilityImportSchema(await listFacilityKinds(uow, cityCode), await listServiceTypes(uow, cityCode)),
    ),
  assessor: facilityAssessor,
  knownPositions: positionsByName,
  write,
  undo,
};

async function write(sql: BulkSql, context: WriteContext): Promise<void> {
  const { batch, actor, pulse } = context;
  await makeChunkTable(sql);
  await lockStaged(sql, batch.id);
  await stopWritingBeyond(sql, context);
  const facts = { batchId: batch.id, cityCode: batch.cityCode, personId: actor.personId, cause: "import" } as const;
  const last = await lastStagedRow(sql, batch.id);
  let done = 0;
  for (let after = 0; after < last; after += PIECE) {
    const rows = await chunkFromStaging(sql, batch.id, after, after + PIECE);
    if (rows === 0) continue;
    const moved = await movedSince(sql, batch.cityCode);
    if (moved.length > 0) throw new ImportStopped("changed-since-preview", { names: moved });
    await writeChunk(sql, facts);
    await pulse((done += rows));
  }
  await keepAliases(sql, batch.id, batch.cityCode, sourceOf(batch.source));
}

async function undo(sql: BulkSql, context: WriteContext): Promise<number> {
  const { batch, actor, pulse } = context;
  await lockChanged(sql, batch.id);
  await stopUndoingBeyond(sql, context);
  const edited = await editedSince(sql, batch.id);
  if (edited.count > 0 && !batch.options.exceptEdited)
    throw new ImportStopped("edited-since", { names: edited.names, count: edited.count });
  const facts = { batchId: batch.id, cityCode: batch.cityCode, personId: actor.personId, cause: "undo" } as const;
  let done = 0;
  for (let after = 0; after >= 0;) {
    const { rows, last } = await removeCreated(sql, batch.id, batch.cityCode, actor.personId, after, PIECE);
    after = last;
    await pulse((done += rows));
  }
  await makeChunkTable(sql);
  for (let after = 0; after >= 0;) {
    const { rows, last } = await chunkOfBefore(sql, batch.id, after, PIECE);
    after = last;
    if (rows === 0) continue;
    await nameChunk(
      sql,
      (await namesInChunk(sql)).map(({ id, name }) => ({ id, ...spokenName(name) })),
    );
    await writeChunk(sql, facts);
    await pulse((done += rows));
  }
  await forgetAliases(sql, batch.id);
  return done;
}
