import type { UnitOfWork } from "~/platform/unit-of-work.server";

/** What phones compare the QR on a door with: the hash of the code in force, by resident. */
export async function doorHashesOf({ db }: UnitOfWork, residentIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const where = { residentId: { in: [...residentIds] }, endedAt: null };
  const rows = await db.residentDoor.findMany({ where, select: { residentId: true, codeHash: true } });
  return new Map(rows.map(({ residentId, codeHash }) => [residentId, codeHash]));
}
