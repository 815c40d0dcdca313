import type { UnitOfWork } from "~/platform/unit-of-work.server";

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
    ...{ id, version, cause, at, before, after },
    personName: personId === null ? null : (nameOf.get(personId) ?? null),
  }));
}

/** What the record was at a version, from the change that ended it; null where history does not reach. */
export async function recordAtVersion(uow: UnitOfWork, facilityId: string, version: number): Promise<unknown> {
  const next = await uow.db.revision.findFirst({ where: { facilityId, version: { gt: version } }, orderBy: { version: "asc" } });
  return next?.before ?? null;
}
