import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { homesForPlanning } from "~/modules/residents/use-cases/homes-for-planning.server";
import { now } from "~/platform/clock.server";
import { enqueueJob } from "~/platform/jobs.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { cityCodes, zoneOf } from "../data/due-basis.server";
import {
  alikePhotos,
  checkedRows,
  lookedUntil,
  noteLooked,
  transportOf,
  workSince,
  type CheckedRow,
} from "../data/checked-visits.server";
import { mergeFlags } from "../data/visit-flags.server";
import { bitsAsked, flagsOfPhotos } from "../domain/alike-photos";
import { flagsApartInTime } from "../domain/apart-in-time";
import { flagsOfOne } from "../domain/flags-of-one";
import { nightBatches } from "../domain/night-batches";
import { flagsOfTwice } from "../domain/noted-twice";
import { FLAG_KINDS, isCounted, type CheckedVisit, type CheckedWork } from "../domain/visit-flags";
import { checkStandards } from "./check-standards.server";
import { momentOf } from "./plan-basis.server";
import { ruleMinutes } from "./rule-minutes.server";

const CHECKER = (areaCode: string) => systemActor("visit-checks", { areaCode });
const HALF_DAY_MS = 12 * 3_600_000;
/** A city that was never looked at: nobody is asked about what is long ago. */
const LOOK_BACK_MS = 14 * 86_400_000;
/** What was still being written when a look began is looked at by the next one. */
const OVERLAP_MS = 5 * 60_000;

/** Puts a look at a visit into the queue, within the transaction that takes it in: one look for all that an author did on a day. */
export function queueCheck(
  uow: UnitOfWork,
  city: { readonly code: string; readonly timeZone: string },
  { authorId, beganAt, capturedAt }: { readonly authorId: string; readonly beganAt: Date; readonly capturedAt: Date },
): Promise<void> {
  const work: CheckedWork = {
    authorId,
    day: momentOf(beganAt, city.timeZone).day,
    night: momentOf(new Date(capturedAt.getTime() - HALF_DAY_MS), city.timeZone).day,
  };
  return enqueueJob(uow, "checkVisits", { cityCode: city.code, ...work }, `check-${authorId}-${work.day}-${work.night}`);
}

/** Looks at what one author did on a day, and wrote down in a night; what is worth a look of a human is put on record. */
export const checkWork = (cityCode: string, work: CheckedWork): Promise<{ readonly raised: number }> =>
  inUnitOfWork(CHECKER(cityCode), async (uow) => {
    const timeZone = await zoneOf(uow, cityCode);
    if (timeZone === null) return { raised: 0 };
    const { values: standards } = await checkStandards(uow, cityCode);
    const rows = await checkedRows(uow, { code: cityCode, timeZone }, work);
    const visits = await facedVisits(uow, cityCode, rows, work);
    const ofDay = new Set(rows.filter(({ day }) => day === work.day).map(({ id }) => id));
    const ofNight = new Set(rows.filter(({ night }) => night === work.night).map(({ id }) => id));
    const transport = await transportOf(uow, work.authorId);
    const days = standards["check-photo-days"];
    const alike = await alikePhotos(uow, cityCode, [...ofDay], { bits: bitsAsked(standards), days });
    const found = [
      ...visits.filter(({ id }) => ofDay.has(id)).flatMap((visit) => flagsOfOne(visit, standards)),
      ...flagsApartInTime(visits, transport, standards).filter(({ eventId }) => ofDay.has(eventId)),
      ...flagsOfTwice(visits).filter(({ eventId }) => ofDay.has(eventId)),
      ...flagsOfPhotos(alike, standards),
      ...nightBatches(
        visits.filter(({ id }) => ofNight.has(id)),
        standards,
      ),
    ];
    const looked = [
      { eventIds: [...ofDay], kinds: FLAG_KINDS.filter((kind) => kind !== "night-batch") },
      { eventIds: [...ofNight], kinds: ["night-batch" as const] },
    ];
    const onRecord = { cityCode, authorId: work.authorId, rows: new Map(rows.map((row) => [row.id, row])), at: now() };
    return mergeFlags(uow, onRecord, looked, found);
  });

async function facedVisits(
  uow: UnitOfWork,
  cityCode: string,
  rows: readonly CheckedRow[],
  work: CheckedWork,
): Promise<CheckedVisit[]> {
  const homes = await homesForPlanning(uow, [...new Set(rows.map(({ residentId }) => residentId))]);
  const asked = rows.filter((row) => row.day === work.day && row.channel === "home" && isCounted(row));
  const least = await ruleMinutes(uow, cityCode, asked);
  return rows.map(({ distance, accuracy, minutesOff, ...row }) => ({
    ...row,
    home: homes.get(row.residentId) ?? null,
    ruleMinutes: least(row.residentId, row.day),
    distance: distance === null || accuracy === null || minutesOff === null ? null : { metres: distance, accuracy, minutesOff },
  }));
}

/**
 * Looks at a city again: at visits of whoever died or was in hospital by what was put on record since such a look, or, whole, at
 * everything that came in since the last whole one. What nobody put into the queue is found there at the latest.
 */
export async function checkCity(cityCode: string, { isWhole }: { readonly isWhole: boolean }): Promise<number> {
  const at = now();
  const since = (until: Date | null) => new Date(until ? until.getTime() - OVERLAP_MS : at.getTime() - LOOK_BACK_MS);
  const asked = await inUnitOfWork(CHECKER(cityCode), async (uow) => {
    const timeZone = await zoneOf(uow, cityCode);
    const until = await lookedUntil(uow, cityCode);
    const wasWhole = isWhole || until.whole === null;
    if (timeZone === null) return null;
    const from = { moved: since(wasWhole ? until.whole : until.moved), came: wasWhole ? since(until.whole) : null };
    return { work: await workSince(uow, { code: cityCode, timeZone }, from), wasWhole };
  });
  if (asked === null) return 0;
  let raised = 0;
  for (const piece of asked.work) raised += (await checkWork(cityCode, piece)).raised;
  await inUnitOfWork(CHECKER(cityCode), (uow) => noteLooked(uow, cityCode, { at, isWhole: asked.wasWhole }));
  return raised;
}

export async function checkEveryCity(): Promise<void> {
  for (const code of await inUnitOfWork(CHECKER(""), cityCodes)) await checkCity(code, { isWhole: true });
}
