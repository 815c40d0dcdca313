import type { UnitOfWork } from "~/platform/unit-of-work.server";

/** Who did something is told by name to whoever may read of it; of a person nothing else passes here. */
export async function staffNames(uow: UnitOfWork, ids: Iterable<string>): Promise<Map<string, string>> {
  const asked = [...new Set(ids)];
  if (asked.length === 0) return new Map();
  const rows = await uow.db.$queryRaw<{ id: string; name: string }[]>`SELECT id, name FROM staff_names(${asked}::uuid[])`;
  return new Map(rows.map(({ id, name }) => [id, name]));
}
