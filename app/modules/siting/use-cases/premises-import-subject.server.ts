import { ImportStopped, type ImportSubject, type WriteContext } from "~/modules/imports/use-cases/import-subject.server";
import { privateRows } from "~/modules/imports/use-cases/private-rows.server";
import type { BulkSql } from "~/platform/bulk-copy.server";
import { today } from "~/platform/clock.server";
import { cityByCode } from "~/modules/places/use-cases/current-city.server";
import { premisesChanged, stagedPremises } from "../data/premises-import-batch.server";
import {
  holdPremises,
  keepPremises,
  keepSteps,
  premisesByName,
  removePremises,
  type StepOf,
} from "../data/premises-import-rows.server";
import { premisesKnown, type StandingPremises } from "../data/premises-rows.server";
import { openedPremisesContact, sealedPremisesContact } from "../data/premises-sealed.server";
import type { Premises, PremisesContact } from "../domain/premises/premises";
import { premisesImportSchema } from "../domain/premises/premises-import";
import { isDropped, type StageStep, stepTaken } from "../domain/premises/premises-stage";
import { mayKeepPremises } from "./may-keep-premises.server";
import { premisesAssessor, type PremisesValue } from "./premises-import-assess.server";

const PIECE = 1000;
const MOST_NAMED = 20;

/** Lists of idle premises: what siting looks through first. */
export const premisesImport: ImportSubject = {
  key: "premises",
  schema: async () => premisesImportSchema,
  assessor: premisesAssessor,
  knownPositions: premisesByName,
  write,
  undo,
};

const namesOf = (all: readonly { readonly name: string }[]) => all.slice(0, MOST_NAMED).map(({ name }) => name);

async function knownNow(sql: BulkSql, cityCode: string, ids: readonly string[]): Promise<ReadonlyMap<string, StandingPremises>> {
  await holdPremises(sql, ids);
  return new Map((await premisesKnown(sql, cityCode, ids)).map((one) => [one.premises.id, one]));
}

async function write(sql: BulkSql, { batch, actor, behind, pulse }: WriteContext): Promise<void> {
  let [after, done] = [0, 0];
  for (;;) {
    const rows = await stagedPremises<PremisesValue>(sql, batch.id, after, PIECE);
    const last = rows.at(-1);
    if (!last) return;
    const now = await knownNow(
      sql,
      batch.cityCode,
      rows.flatMap(({ value: { seen, after: record } }) => (seen ? [record.id] : [])),
    );
    const moved = rows.filter(({ value: { seen, after: record } }) => {
      const there = now.get(record.id);
      return seen !== null && (there?.premises.version !== seen.version || there.standing.number !== seen.step);
    });
    if (moved.length > 0)
      throw new ImportStopped("changed-since-preview", { names: namesOf(moved.map(({ value }) => value.after)) });
    const records = rows.map(({ value }) => value.after);
    stopBeyond(behind, [...records, ...[...now.values()].map(({ premises }) => premises)]);
    await keepPremises(sql, records);
    await keepSteps(
      sql,
      actor.personId,
      rows.flatMap(({ value }) => value.steps.map((step): StepOf => ({ ...step, proposalId: value.after.id }))),
    );
    await privateRows.keep(
      sql,
      batch.id,
      rows.map(({ rowNumber, value }) => ({
        ...{ rowNumber, targetId: value.after.id, before: keptOf(now.get(value.after.id)) },
        after: { version: value.after.version, step: (value.seen?.step ?? 0) + value.steps.length },
      })),
    );
    after = last.rowNumber;
    await pulse((done += rows.length));
  }
}

/** What taking back needs: sealed as a whole, so whom to ask stands in it as it is, whichever key is in force by then. */
type Kept = StandingPremises & { readonly contact: PremisesContact | null };

const keptOf = (there: StandingPremises | undefined): Kept | null =>
  there === undefined
    ? null
    : {
        ...{ ...there, premises: { ...there.premises, contactCipher: null } },
        contact: openedPremisesContact(there.premises.id, there.premises.contactCipher),
      };

function restored({ premises, contact }: Kept, { premises: now }: StandingPremises): Premises {
  const contactCipher = contact && sealedPremisesContact(premises.id, contact, now.contactCipher);
  return { ...premises, contactCipher, facilityId: now.facilityId, version: now.version + 1 };
}

/** Grants may have ended since the preview. */
function stopBeyond(behind: WriteContext["behind"], all: readonly { readonly name: string; readonly areaCode: string }[]): void {
  const beyond = all.filter(({ areaCode }) => !mayKeepPremises(behind, areaCode));
  if (beyond[0]) throw new ImportStopped("beyond-own", { names: namesOf(beyond), area: beyond[0].areaCode, line: "" });
}

/** New ones go, known ones stand as they stood; a step the file took is answered by the one that undoes it. */
async function undo(sql: BulkSql, { batch, actor, behind, pulse }: WriteContext): Promise<number> {
  if (!(await privateRows.areKept(sql, batch.id))) throw new ImportStopped("forgotten");
  const written = await premisesChanged(sql, batch.id);
  const now = await knownNow(
    sql,
    batch.cityCode,
    written.map(({ targetId }) => targetId),
  );
  const edited = written.flatMap(({ targetId, version, step }) => {
    const there = now.get(targetId);
    return there && (there.premises.version !== version || there.standing.number !== step) ? [there.premises] : [];
  });
  if (edited.length > 0 && !batch.options.exceptEdited)
    throw new ImportStopped("edited-since", { names: namesOf(edited), count: edited.length });
  const left = new Set(edited.map(({ id }) => id));
  stopBeyond(
    behind,
    [...now.values()].flatMap(({ premises }) => (left.has(premises.id) ? [] : [premises])),
  );
  const day = today((await cityByCode(batch.cityCode))?.timeZone);
  let [after, done] = [0, 0];
  for (;;) {
    const changes = await privateRows.kept<Kept>(sql, batch.id, after, PIECE);
    const last = changes.at(-1);
    if (!last) return done;
    const mine = changes.filter(({ targetId }) => now.has(targetId) && !left.has(targetId));
    await removePremises(
      sql,
      mine.flatMap(({ before, targetId }) => (before === null ? [targetId] : [])),
    );
    const back = mine.flatMap(({ before, targetId }) => (before ? [{ before, there: now.get(targetId)! }] : []));
    await keepPremises(
      sql,
      back.map(({ before, there }) => restored(before, there)),
    );
    await keepSteps(
      sql,
      actor.personId,
      back.flatMap(({ before, there }) => {
        const step = stepBack(there, before, day);
        return step ? [{ ...step, proposalId: before.premises.id }] : [];
      }),
    );
    after = last.rowNumber;
    await pulse((done += mine.length));
  }
}

/** The step that answers what a file did: back where it moved on, taken up again where it dropped. */
function stepBack({ standing }: StandingPremises, { standing: before }: StandingPremises, day: string): StageStep | null {
  if (standing.number === before.number) return null;
  const on = day < standing.on ? standing.on : day;
  const kind = isDropped(standing) ? "resumed" : "moved";
  const step = stepTaken(standing, { kind, stage: before.stage, on, reason: "" }, "undo", on);
  return step.ok ? step.value : null;
}
