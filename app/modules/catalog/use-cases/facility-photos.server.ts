import { v7 as newId } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import { today } from "~/platform/clock.server";
import { keepPhoto, LARGEST_PHOTO, readPhoto, redrawnPhoto, removePhoto } from "~/platform/photo-files.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { findFacility, lockFacilities } from "../data/facility-record.server";
import { citiesOfPhoto, deletePhoto, insertPhoto, isOnPublicPage } from "../data/photos.server";
import { savePhotoRevision } from "../data/save-facility.server";
import { NOT_FOUND, NOT_PERMITTED } from "../domain/catalog-refusal";
import { auditFacility } from "./audit-facility.server";
import { mayReadCatalog } from "./may-read-catalog.server";
import { maySomewhereWrite, mayWriteSite } from "./may-write-catalog.server";

export type PhotoRefusal =
  | typeof NOT_PERMITTED
  | typeof NOT_FOUND
  | { readonly kind: "photo-unreadable" }
  | { readonly kind: "photo-too-large"; readonly most: number };

/** Keeps a picture of a facility: drawn anew first, so nothing the camera wrote about place or device is kept. */
export async function addPhoto(
  actor: Actor,
  cityCode: string,
  facilityId: string,
  { bytes, caption, takenOn }: { readonly bytes: Uint8Array; readonly caption: string; readonly takenOn: string | null },
): Promise<Verdict<string, PhotoRefusal>> {
  if (!maySomewhereWrite(actor, cityCode)) return refused(NOT_PERMITTED);
  if (bytes.length > LARGEST_PHOTO) return refused({ kind: "photo-too-large", most: LARGEST_PHOTO });
  const picture = await redrawnPhoto(bytes);
  if (!picture) return refused({ kind: "photo-unreadable" });
  const id = newId();
  const fileName = `${id}.webp`;
  await keepPhoto(fileName, picture);
  // Where this breaks the picture stays: the record may be written and only its answer lost. What no record names is swept.
  const refusal = await inUnitOfWork(actor, (uow) =>
    withFacility(uow, actor, cityCode, facilityId, async (note) => {
      await insertPhoto(uow, facilityId, { id, fileName, caption: caption.trim().slice(0, 120), takenOn });
      await note(null, caption.trim() || fileName);
    }),
  );
  if (refusal) await removePhoto(fileName);
  return refusal ? refused(refusal) : granted(id);
}

export async function takeDownPhoto(
  actor: Actor,
  cityCode: string,
  facilityId: string,
  id: string,
): Promise<Verdict<string, PhotoRefusal>> {
  if (!maySomewhereWrite(actor, cityCode)) return refused(NOT_PERMITTED);
  let fileName: string | null = null;
  const refusal = await inUnitOfWork(actor, (uow) =>
    withFacility(uow, actor, cityCode, facilityId, async (note) => {
      const gone = await deletePhoto(uow, facilityId, id);
      fileName = gone?.fileName ?? null;
      if (gone) await note(gone.caption || gone.fileName, null);
    }),
  );
  if (refusal) return refused(refusal);
  if (fileName === null) return refused(NOT_FOUND);
  await removePhoto(fileName);
  return granted(id);
}

async function withFacility(
  uow: UnitOfWork,
  actor: Actor,
  cityCode: string,
  facilityId: string,
  work: (note: (before: string | null, after: string | null) => Promise<void>) => Promise<void>,
): Promise<PhotoRefusal | null> {
  await lockFacilities(uow, cityCode, [facilityId]);
  const facility = await findFacility(uow, cityCode, facilityId);
  if (!facility) return NOT_FOUND;
  if (!mayWriteSite(actor, facility)) return NOT_PERMITTED;
  await work(async (before, after) => {
    await savePhotoRevision(uow, facility, before, after);
    await auditFacility(uow, "write:photo", { ...facility, version: facility.version + 1 });
  });
  return null;
}

/** The bytes of a picture that a public page shows; null where none shows one of that name. */
export async function publicPhotoBytes(fileName: string): Promise<Buffer | null> {
  const isShown = await inUnitOfWork(NOBODY, (uow) => isOnPublicPage(uow, fileName, today()));
  return isShown ? readPhoto(fileName) : null;
}

/** The bytes of a picture on record; null where there is none of that name. */
export async function photoBytes(actor: Actor, fileName: string): Promise<Buffer | null> {
  const cities = await inUnitOfWork(actor, (uow) => citiesOfPhoto(uow, fileName));
  return cities.some((city) => mayReadCatalog(actor, city)) ? readPhoto(fileName) : null;
}
