import type { UnitOfWork } from "~/platform/unit-of-work.server";

/** Whether anything of a batch is still laid out. Staging is not logged: a crash of the database empties it. */
export async function isStagingKept(uow: UnitOfWork, batchId: string): Promise<boolean> {
  const [row] = await uow.db.$queryRaw<{ kept: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM staging.import_row WHERE batch_id = ${batchId}::uuid) AS kept`;
  return row?.kept ?? false;
}
