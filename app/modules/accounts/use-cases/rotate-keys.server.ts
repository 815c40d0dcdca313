import { now } from "~/platform/clock.server";
import { enqueueJob } from "~/platform/jobs.server";
import { keyRing, retireRingKeys } from "~/platform/key-ring.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import {
  beginRotation,
  finishRotation,
  holdRotation,
  latestRotation,
  noteProgress,
  stopRotation,
  type PlaceProgress,
  type Rotation,
} from "../data/key-rotation.server";
import { personFieldsByKey, resealPersonFields } from "../data/person-sensitive.server";
import { resealSecondFactors, secondFactorsByKey } from "../data/second-factor.server";
import { recordAudit } from "./record-audit.server";
import { systemActor } from "./system-actor.server";

/** What one piece of work did in a place of sealed values. */
export interface Resealed {
  /** the last row looked at, null where none was left */
  readonly last: string | null;
  readonly resealed: number;
  /** rows no key of the ring opens: left as they are */
  readonly unopened: number;
  readonly isThrough: boolean;
}

/** A column, or part of a document, that holds sealed values: the module that keeps it says how they are sealed anew. */
export interface SealedPlace {
  readonly name: string;
  readonly reseal: (uow: UnitOfWork, keyId: string, after: string | null, most: number) => Promise<Resealed>;
  /** how many values there are under each key; "" = not sealed yet */
  readonly byKey: (uow: UnitOfWork) => Promise<ReadonlyMap<string, number>>;
}

export const sealedOfPeople: SealedPlace = { name: "person_sensitive", reseal: resealPersonFields, byKey: personFieldsByKey };
export const sealedSecondFactors: SealedPlace = { name: "second_factor", reseal: resealSecondFactors, byKey: secondFactorsByKey };

const PIECE = 500;
const KEEPER = systemActor("rotate-keys");
const FRESH: PlaceProgress = { last: null, resealed: 0, unopened: 0, isThrough: false };

/** Puts the work into the queue; a stopped or broken-off run goes on where it was. */
export const startRotation = (): Promise<void> =>
  inUnitOfWork(KEEPER, async (uow) => {
    await beginRotation(uow, keyRing().activeId);
    await enqueueJob(uow, "rotateKeys", {}, "rotateKeys");
    await recordAudit(uow, { action: "rotate:keys", subject: null, areaCode: null, line: "", result: "done" });
  });

export const stopRotating = (): Promise<boolean> => inUnitOfWork(KEEPER, stopRotation);

export type Step = "more" | "done" | "nothing";

/**
 * One piece in one transaction: rows and the note of how far it came are written together, so a run that is killed goes on
 * from the last piece, and no value is ever half changed. A value under the active key is passed over: doing it twice is
 * doing it once.
 */
export function rotatePiece(places: readonly SealedPlace[], most = PIECE): Promise<Step> {
  return inUnitOfWork<Step>(KEEPER, async (uow) => {
    const rotation = await holdRotation(uow);
    if (!rotation) return "nothing";
    const { activeId } = keyRing();
    if (rotation.toKey !== activeId) {
      await beginRotation(uow, activeId);
      return "more";
    }
    const place = places.find(({ name }) => !rotation.places[name]?.isThrough);
    if (!place) return finish(uow, rotation, places);
    const before = rotation.places[place.name] ?? FRESH;
    const done = await place.reseal(uow, rotation.toKey, before.last, most);
    const after: PlaceProgress = {
      last: done.last ?? before.last,
      resealed: before.resealed + done.resealed,
      unopened: before.unopened + done.unopened,
      isThrough: done.isThrough,
    };
    await noteProgress(uow, rotation.id, { ...rotation.places, [place.name]: after }, now());
    return "more";
  });
}

/** Another process may have sealed with the old key after its place was passed: looked at again until nothing is left. */
async function finish(uow: UnitOfWork, rotation: Rotation, places: readonly SealedPlace[]): Promise<Step> {
  const inUse = new Set<string>();
  const again: Record<string, PlaceProgress> = { ...rotation.places };
  for (const { name, byKey } of places) {
    const left = [...(await byKey(uow))].filter(([key]) => key !== rotation.toKey);
    const rows = left.reduce((sum, [, count]) => sum + count, 0);
    for (const [key] of left) inUse.add(key);
    const { resealed = 0, unopened = 0 } = rotation.places[name] ?? {};
    if (rows > unopened) again[name] = { ...FRESH, resealed };
  }
  if (Object.values(again).some(({ isThrough }) => !isThrough)) {
    await noteProgress(uow, rotation.id, again, now());
    return "more";
  }
  await finishRotation(uow, rotation.id, now());
  retireRingKeys([...keyRing().keys.keys()].filter((key) => key !== rotation.toKey && !inUse.has(key)));
  await recordAudit(uow, { action: "finish:key-rotation", subject: null, areaCode: null, line: "", result: "done" });
  return "done";
}

export interface RotationStatus {
  readonly rotation: Rotation | null;
  /** values by place and key */
  readonly used: readonly { readonly place: string; readonly key: string; readonly values: number }[];
}

export const rotationStatus = (places: readonly SealedPlace[]): Promise<RotationStatus> =>
  inUnitOfWork(KEEPER, async (uow) => {
    const used = [];
    for (const { name, byKey } of places) for (const [key, values] of await byKey(uow)) used.push({ place: name, key, values });
    return { rotation: await latestRotation(uow), used };
  });
