import { v7 as newId } from "uuid";
import { now } from "~/platform/clock.server";
import type { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { UNKNOWN_ACCESS, type Facility, type FacilityFace } from "../domain/facility";
import { dateOf, dateOrNull } from "./calendar-column.server";
import { insertOfferings, saveOfferings } from "./save-offerings.server";
import { sealedFacility } from "./sealed-contacts.server";
import { spokenName } from "~/platform/spoken-name.server";

export type RevisionCause = "create" | "edit" | "state" | "operator-edit";

/** Writes a facility that is not there yet, with its first revision. */
export async function insertFacility(uow: UnitOfWork, said: Facility): Promise<void> {
  const facility = sealedFacility(said);
  const operatorId = await operatorIdOf(uow, facility);
  const { id, cityCode, externalSource, externalId, successorOfId, version } = facility;
  await uow.db.facility.create({
    data: { id, cityCode, externalSource, externalId, successorOfId, version, operatorId, ...faceColumns(facility) },
  });
  await writeLife(uow, facility);
  await insertOfferings(uow, id, facility.offerings);
  await writeLists(uow, facility);
  await writeRevision(uow, null, facility, "create");
}

/**
 * Writes what differs between two states of one facility, as its next version, with a revision of both. The row must be
 * locked; a version that moved all the same is a broken promise of the caller.
 */
export async function saveFacility(
  uow: UnitOfWork,
  before: Facility,
  said: Facility,
  cause: RevisionCause,
  proposed: Proposed | null = null,
): Promise<Facility> {
  const after = sealedFacility(said, before);
  const saved = { ...after, version: before.version + 1 };
  const operatorId = await operatorIdOf(uow, after);
  const { count } = await uow.db.facility.updateMany({
    where: { id: before.id, version: before.version },
    data: { version: saved.version, updatedAt: now(), operatorId, ...faceColumns(after) },
  });
  if (count !== 1) throw new Error(`facility ${before.id} was no longer at version ${before.version} although it was locked`);
  if (!isSame(before.life, after.life)) {
    await uow.db.facilityState.deleteMany({ where: { facilityId: before.id } });
    await writeLife(uow, after);
  }
  await saveOfferings(uow, before.id, before.offerings, after.offerings);
  if (!isSame(lists(before), lists(after))) {
    const of = { where: { facilityId: before.id } };
    await uow.db.document.deleteMany(of);
    await uow.db.contact.deleteMany(of);
    await uow.db.openingHours.deleteMany(of);
    await writeLists(uow, after);
  }
  await writeRevision(uow, before, saved, cause, proposed);
  return saved;
}

/** A picture came or went: the next version of the facility, with its picture named before and after. */
export async function savePhotoRevision(
  uow: UnitOfWork,
  facility: Facility,
  before: string | null,
  after: string | null,
): Promise<void> {
  const version = facility.version + 1;
  await uow.db.facility.update({ where: { id: facility.id }, data: { version, updatedAt: now() } });
  await writeRevision(uow, { ...facility, photo: before }, { ...facility, version, photo: after }, "edit");
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const lists = ({ documents, contacts, hours }: FacilityFace) => ({ documents, contacts, hours });

function faceColumns({ name, kindKey, line, address, areaCode, position, note, access }: FacilityFace) {
  return {
    ...(access ?? UNKNOWN_ACCESS),
    ...{ name, kindKey, line, address, areaCode, note, ...spokenName(name) },
    lon: position?.lon ?? null,
    lat: position?.lat ?? null,
    positionQuality: position?.quality ?? "unplaced",
    rawX: position?.raw?.x ?? null,
    rawY: position?.raw?.y ?? null,
    rawSystem: position?.raw?.system ?? null,
  };
}

/** The operator of that name in the city; its kind is one fact about it, so the latest word holds for all its facilities. */
async function operatorIdOf(uow: UnitOfWork, { cityCode, operator }: Facility): Promise<string | null> {
  if (!operator) return null;
  const { name, kind } = operator;
  const where = { cityCode_name: { cityCode, name } };
  // Held only when it changes: an import that names the operator must not keep its other facilities from being edited.
  const known = await uow.db.operator.findUnique({ where });
  if (known?.kind === kind) return known.id;
  const row = await uow.db.operator.upsert({ where, create: { id: newId(), cityCode, name, kind }, update: { kind } });
  return row.id;
}

async function writeLife(uow: UnitOfWork, { id: facilityId, life }: Facility): Promise<void> {
  await uow.db.facilityState.createMany({
    data: life.map(({ state, from, to, reason }) => ({
      id: newId(),
      facilityId,
      state,
      reason,
      validFrom: dateOf(from),
      validTo: dateOrNull(to),
    })),
  });
}

async function writeLists(uow: UnitOfWork, { id: facilityId, documents, contacts, hours }: Facility): Promise<void> {
  await uow.db.document.createMany({
    data: documents.map(({ issuedOn, expiresOn, ...document }) => ({
      ...{ id: newId(), facilityId, ...document },
      issuedOn: dateOrNull(issuedOn),
      expiresOn: dateOrNull(expiresOn),
    })),
  });
  await uow.db.contact.createMany({ data: contacts.map((contact) => ({ id: newId(), facilityId, ...contact })) });
  await uow.db.openingHours.createMany({ data: hours.map((slot) => ({ id: newId(), facilityId, ...slot })) });
}

type Kept = Facility & { readonly photo?: string | null };

/** An operator's edit that was published: whose it was, and who approved it; nobody where the city does not ask for that. */
export interface Proposed {
  readonly editId: string;
  readonly personId: string | null;
  readonly approvedBy: string | null;
}

async function writeRevision(
  uow: UnitOfWork,
  before: Kept | null,
  after: Kept,
  cause: RevisionCause,
  proposed: Proposed | null = null,
): Promise<void> {
  const kept = (facility: Kept | null) => (facility ? { before: facility as unknown as Prisma.InputJsonValue } : {});
  await uow.db.revision.create({
    data: {
      ...{ id: newId(), cityCode: after.cityCode, facilityId: after.id, version: after.version, cause, at: now() },
      ...kept(before),
      ...(proposed ?? { personId: uow.actor.personId }),
      after: after as unknown as Prisma.InputJsonValue,
    },
  });
}
