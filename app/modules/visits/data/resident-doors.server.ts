import { createHash } from "node:crypto";
import { v7 as newId } from "uuid";
import { openValue, sealValue, unlessUnopened } from "~/platform/sealed-value.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";

export const codePlaceOf = (id: string): string => `resident_door.code_cipher.${id}`;
/** As phones hold it, to compare with what they read at the door. */
export const doorHash = (code: string): string => createHash("sha256").update(code).digest("hex");

/**
 * What phones compare the QR on a door with: the hash of the code in force, by resident. Where none was made since a file was merged
 * into theirs, the label of that file still hangs there.
 */
export async function doorHashesOf({ db }: UnitOfWork, residentIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.$queryRaw<{ residentId: string; codeHash: string }[]>`
    WITH files AS (SELECT id, id AS file FROM unnest(${[...residentIds]}::uuid[]) AS w (id)
      UNION ALL SELECT kept_id, left_id FROM merged_files() WHERE kept_id = ANY(${[...residentIds]}::uuid[]))
    SELECT DISTINCT ON (s.id) s.id AS "residentId", d.code_hash AS "codeHash" FROM files s JOIN resident_door d ON d.resident_id = s.file AND d.ended_at IS NULL
    ORDER BY s.id, s.file <> s.id, d.made_at DESC`;
  return new Map(rows.map(({ residentId, codeHash }) => [residentId, codeHash]));
}

export interface DoorInForce {
  readonly id: string;
  readonly madeAt: Date;
  /** null where it does not open */
  readonly code: string | null;
}

export async function doorInForce({ db }: UnitOfWork, residentId: string): Promise<DoorInForce | null> {
  const row = await db.residentDoor.findFirst({ where: { residentId, endedAt: null } });
  return row && { id: row.id, madeAt: row.madeAt, code: unlessUnopened(() => openValue(row.codeCipher, codePlaceOf(row.id))) };
}

/** The code in force ends; it still proves visits from before. */
export const endDoor = async ({ db }: UnitOfWork, residentId: string, at: Date): Promise<boolean> =>
  (await db.residentDoor.updateMany({ where: { residentId, endedAt: null }, data: { endedAt: at } })).count > 0;

export async function addDoor({ db, actor }: UnitOfWork, residentId: string, code: string, at: Date): Promise<string> {
  const id = newId();
  const row = { id, residentId, codeHash: doorHash(code), codeCipher: sealValue(code, codePlaceOf(id)), madeAt: at };
  await db.residentDoor.createMany({ data: [{ ...row, madeBy: actor.personId }] });
  return id;
}
