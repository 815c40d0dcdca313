import { ImportStopped, type ImportSubject, type WriteContext } from "~/modules/imports/use-cases/import-subject.server";
import { privateRows } from "~/modules/imports/use-cases/private-rows.server";
import { cityByCode } from "~/modules/places/use-cases/current-city.server";
import type { BulkSql } from "~/platform/bulk-copy.server";
import { now, today } from "~/platform/clock.server";
import { enqueueJobInBulk } from "~/platform/jobs.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { heldOfBatch, removeFiles, removeParts } from "../data/resident-import-undo.server";
import { type FileToWrite, holdFiles, writeFaces, writeParts, writeSealed } from "../data/resident-import-write.server";
import { renewRiskOf } from "../data/risk-renewal.server";
import { riskRulesOf } from "../data/risk-rules.server";
import type { SealedField } from "../domain/resident";
import { residentImportSchema } from "../domain/resident-import-schema";
import { mayWriteResidents, residentAssessor, type ResidentValue } from "./resident-import-assess.server";

const PIECE = 500;
const MOST_NAMED = 20;

/** Residents of the care register: rows are private, and each is bounded by what whoever brought it may write. */
export const residentImport: ImportSubject = {
  key: "residents",
  isPrivate: true,
  schema: async () => residentImportSchema,
  assessor: residentAssessor,
  knownPositions: async () => new Map(),
  write,
  undo,
};

/** What taking back needs of a file that was there before; sealed as a whole. */
interface Kept {
  readonly face: ResidentValue["face"];
  readonly source: string;
  /** null = there was none */
  readonly sealed: Partial<Record<SealedField, string | null>>;
  readonly parts: readonly string[];
}

async function write(sql: BulkSql, { batch, actor, behind, pulse }: WriteContext): Promise<void> {
  const [at, day] = [now().toISOString(), today((await cityByCode(batch.cityCode))?.timeZone)];
  const rules = await inUnitOfWork(actor, (uow) => riskRulesOf(uow, batch.cityCode));
  let [after, done] = [0, 0];
  for (;;) {
    const rows = await privateRows.next<ResidentValue>(sql, batch.id, after, PIECE);
    const last = rows.at(-1);
    if (!last) break;
    const files = await filesOf(sql, batch.id, rows);
    const areas = files.flatMap(({ face, before, areaBefore }) =>
      before ? [face.card.areaCode, areaBefore] : [face.card.areaCode],
    );
    stopBeyond(behind, areas, files);
    const seen = files.flatMap(({ id, before }) => (before ? [{ id, changedAt: before.changedAt }] : []));
    const moved = await holdFiles(sql, seen);
    if (moved.length > 0) throw changed(files.filter(({ id }) => moved.includes(id)));
    await writeFaces(sql, batch.cityCode, actor.personId, files, at, day);
    if (!(await writeSealed(sql, actor.personId, files.flatMap(sealedOf), at))) throw changed(files);
    const parts = await writeParts(sql, actor.personId, files);
    await renewRiskOf(
      sql,
      rules,
      day,
      files.map(({ id }) => id),
    );
    await privateRows.keep(
      sql,
      batch.id,
      files.map((file) => ({
        ...{ rowNumber: file.rowNumber, targetId: file.id, after: { at } },
        before: file.before && keptOf(file, parts.get(file.id)?.parts ?? []),
      })),
    );
    after = last.rowNumber;
    await pulse((done += rows.length));
  }
  await enqueueJobInBulk(sql, "workOutDue", { cityCode: batch.cityCode }, `due-${batch.cityCode}`);
}

type FileOfRow = FileToWrite & {
  readonly rowNumber: number;
  readonly before: ResidentValue["before"];
  readonly areaBefore: string;
};

async function filesOf(
  sql: BulkSql,
  batchId: string,
  rows: readonly { readonly rowNumber: number; readonly value: ResidentValue }[],
): Promise<FileOfRow[]> {
  const ids = await privateRows.targets(
    sql,
    batchId,
    rows.map(({ rowNumber }) => rowNumber),
  );
  return rows.map(({ rowNumber, value }) => {
    const id = ids.get(rowNumber);
    if (id === undefined) throw new Error(`row ${rowNumber} of batch ${batchId} is about nobody`);
    return {
      ...value,
      id,
      rowNumber,
      isNew: value.before === null,
      areaBefore: value.before?.card.areaCode ?? value.face.card.areaCode,
    };
  });
}

const sealedOf = ({ id, added }: FileToWrite) =>
  Object.entries(added.sealed).map(([kind, value]) => ({ residentId: id, kind: kind as SealedField, value }));

function keptOf({ before, added, source }: FileOfRow, parts: readonly string[]): Kept {
  const { card, externalId, responsibleId, deputyId, positionQuality, sealed } = before!;
  const were = Object.keys(added.sealed).map((kind) => [kind, sealed[kind as SealedField] ?? null]);
  return {
    face: { card, externalId, responsibleId, deputyId, positionQuality },
    source,
    parts,
    sealed: Object.fromEntries(were),
  };
}

const namesOf = (files: readonly FileToWrite[]) => files.slice(0, MOST_NAMED).map(({ face }) => face.card.name);
const changed = (files: readonly FileToWrite[]) => new ImportStopped("changed-since-preview", { names: namesOf(files) });

/** Grants may have ended since the preview. */
function stopBeyond(behind: WriteContext["behind"], areas: readonly string[], files: readonly FileToWrite[]): void {
  const area = areas.find((code) => !mayWriteResidents(behind, code));
  if (area === undefined) return;
  const theirs = files.filter(({ face }) => !mayWriteResidents(behind, face.card.areaCode));
  throw new ImportStopped("beyond-own", { names: namesOf(theirs.length > 0 ? theirs : files), area, line: "civil-affairs" });
}

/** New people go, known ones stand as they stood; whoever was visited since stays, and so does everything else then. */
async function undo(sql: BulkSql, { batch, actor, behind, pulse }: WriteContext): Promise<number> {
  const held = await heldOfBatch(sql, batch.id);
  if (!(await privateRows.areKept(sql, batch.id))) throw new ImportStopped("forgotten");
  const beyond = held.find(({ areaCode }) => !mayWriteResidents(behind, areaCode));
  if (beyond) throw new ImportStopped("beyond-own", { names: [beyond.name], area: beyond.areaCode, line: "civil-affairs" });
  const edited = held.filter(({ isEdited }) => isEdited);
  if (edited.length > 0 && !batch.options.exceptEdited)
    throw new ImportStopped("edited-since", { names: edited.slice(0, MOST_NAMED).map(({ name }) => name), count: edited.length });
  const mine = new Set(held.filter(({ isEdited }) => !isEdited).map(({ id }) => id));
  const [at, day] = [now().toISOString(), today((await cityByCode(batch.cityCode))?.timeZone)];
  const rules = await inUnitOfWork(actor, (uow) => riskRulesOf(uow, batch.cityCode));
  let [after, done] = [0, 0];
  for (;;) {
    const changes = await privateRows.kept<Kept>(sql, batch.id, after, PIECE);
    const last = changes.at(-1);
    if (!last) break;
    const here = changes.filter(({ targetId }) => mine.has(targetId));
    await removeFiles(
      sql,
      here.filter(({ before }) => before === null).map(({ targetId }) => targetId),
    );
    await takenBack(
      sql,
      here.flatMap(({ targetId, before }) => (before ? [{ id: targetId, before }] : [])),
      actor.personId,
      batch.cityCode,
      at,
      day,
    );
    await renewRiskOf(
      sql,
      rules,
      day,
      here.map(({ targetId }) => targetId),
    );
    after = last.rowNumber;
    await pulse((done += here.length));
  }
  await enqueueJobInBulk(sql, "workOutDue", { cityCode: batch.cityCode }, `due-${batch.cityCode}`);
  return done;
}

async function takenBack(
  sql: BulkSql,
  files: readonly { readonly id: string; readonly before: Kept }[],
  by: string | null,
  cityCode: string,
  at: string,
  day: string,
): Promise<void> {
  const none = { sealed: {}, categories: [], assessment: null, contacts: [], consents: [] } as const;
  await writeFaces(
    sql,
    cityCode,
    by,
    files.map(({ id, before: { face, source } }) => ({ id, face, source, added: none, isNew: false })),
    at,
    day,
  );
  const sealed = files.flatMap(({ id, before }) =>
    Object.entries(before.sealed).map(([kind, value]) => ({ residentId: id, kind: kind as SealedField, value })),
  );
  await removeParts(
    sql,
    files.flatMap(({ before }) => before.parts),
    sealed,
  );
  await writeSealed(
    sql,
    by,
    sealed.flatMap(({ value, ...one }) => (value === null ? [] : [{ ...one, value }])),
    at,
  );
}
