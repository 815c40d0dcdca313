import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Facility } from "../domain/facility";
import { maskedFacility } from "./sealed-contacts.server";

export interface RevisionRow {
  readonly id: string;
  readonly version: number;
  readonly cause: string;
  readonly at: Date;
  readonly personName: string | null;
  readonly before: unknown;
  readonly after: unknown;
}

/** The newest first. */
export async function listRevisions(uow: UnitOfWork, facilityId: string, most = 100): Promise<RevisionRow[]> {
  const rows = await uow.db.revision.findMany({
    where: { facilityId },
    orderBy: [{ version: "desc" }, { at: "desc" }],
    take: most,
  });
  const keys = rows.flatMap(({ personId }) => (personId === null ? [] : [personId]));
  const people = await uow.db.$queryRaw<{ id: string; name: string }[]>`SELECT id, name FROM staff_names(${keys}::uuid[])`;
  const nameOf = new Map(people.map(({ id, name }) => [id, name]));
  return rows.map(({ id, version, cause, at, personId, before, after }) => ({
    ...{ id, version, cause, at, before: masked(before), after: masked(after) },
    personName: personId === null ? null : (nameOf.get(personId) ?? null),
  }));
}

/** History tells that a private number changed, not what it was. */
const masked = (record: unknown): unknown => (isFacility(record) ? maskedFacility(record) : record);

const isFacility = (record: unknown): record is Facility =>
  typeof record === "object" && record !== null && "id" in record && "contacts" in record && Array.isArray(record.contacts);

/** What the record was at a version, private numbers masked, from the change that ended it; null where history does not reach. */
export async function recordAtVersion(uow: UnitOfWork, facilityId: string, version: number): Promise<unknown> {
  const next = await uow.db.revision.findFirst({ where: { facilityId, version: { gt: version } }, orderBy: { version: "asc" } });
  return masked(next?.before ?? null);
}
