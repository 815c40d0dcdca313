import type { UnitOfWork } from "~/platform/unit-of-work.server";

/** Stored uploads of imports behind one of them, in the order of their ids; those that were forgotten have no file. */
export const uploadsBehind = (
  uow: UnitOfWork,
  after: string | null,
  most: number | null,
): Promise<{ id: string; storedName: string }[]> =>
  uow.db.$queryRaw<{ id: string; storedName: string }[]>`
    SELECT id, stored_name AS "storedName" FROM import_batch
    WHERE forgotten_at IS NULL AND (${after}::uuid IS NULL OR id > ${after}::uuid) ORDER BY id LIMIT ${most}`;
