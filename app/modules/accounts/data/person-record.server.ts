import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { LineOrAll } from "../domain/line";
import type { PersonState } from "../domain/registered-person";

export async function insertPerson(
  uow: UnitOfWork,
  person: { readonly id: string; readonly name: string; readonly line: string; readonly areaCode: string },
): Promise<void> {
  await uow.db.person.create({ data: person });
}

/** Where the person belongs whose state changed; null where the actor may change none of that id. */
export async function setPersonState(
  uow: UnitOfWork,
  id: string,
  state: PersonState,
): Promise<{ readonly areaCode: string; readonly line: LineOrAll } | null> {
  const [place] = await uow.db.$queryRaw<{ areaCode: string; line: LineOrAll }[]>`
    UPDATE person SET state = ${state} WHERE id = ${id}::uuid RETURNING area_code AS "areaCode", line`;
  return place ?? null;
}

export interface CorrectedFields {
  readonly name: string;
  readonly line: LineOrAll;
  readonly areaCode: string;
}

/** Name, line and area as they stand, with their version; null where the actor sees none of that id. */
export async function personAsWritten(uow: UnitOfWork, id: string): Promise<(CorrectedFields & { version: number }) | null> {
  const [row] = await uow.db.$queryRaw<(CorrectedFields & { version: number })[]>`
    SELECT name, line, area_code AS "areaCode", version FROM person WHERE id = ${id}::uuid`;
  return row ?? null;
}

/** Writes them in place of the version that was looked at; false where that is no longer the present one. */
export async function writePersonAnew(uow: UnitOfWork, id: string, fields: CorrectedFields, version: number): Promise<boolean> {
  const { name, line, areaCode } = fields;
  const written = await uow.db.$executeRaw`
    UPDATE person SET name = ${name}, line = ${line}, area_code = ${areaCode} WHERE id = ${id}::uuid AND version = ${version}`;
  return written === 1;
}

export async function placeOfPerson(
  uow: UnitOfWork,
  id: string,
): Promise<{ readonly areaCode: string; readonly line: LineOrAll } | null> {
  const [place] = await uow.db.$queryRaw<{ areaCode: string; line: LineOrAll }[]>`
    SELECT area_code AS "areaCode", line FROM person WHERE id = ${id}::uuid`;
  return place ?? null;
}

export const isActivePerson = async (uow: UnitOfWork, id: string): Promise<boolean> =>
  (await uow.db.person.count({ where: { id, state: "active" } })) > 0;

/** Whether nobody else who is active could administer the whole installation. */
export async function isLastAdministrator(uow: UnitOfWork, id: string): Promise<boolean> {
  const [found] = await uow.db.$queryRaw<{ isLast: boolean }[]>`
    WITH heads AS (
      SELECT g.person_id FROM role_grant g JOIN person p ON p.id = g.person_id AND p.state = 'active'
      WHERE g.role = 'administrator' AND g.line = '' AND g.area_code = '' AND (g.valid_to IS NULL OR g.valid_to > current_date)
    )
    SELECT EXISTS (SELECT 1 FROM heads WHERE person_id = ${id}::uuid)
      AND NOT EXISTS (SELECT 1 FROM heads WHERE person_id <> ${id}::uuid) AS "isLast"`;
  return found?.isLast ?? false;
}

/** Everything that hangs on the person goes with them, but for what they did. */
export async function deletePersonRow(uow: UnitOfWork, id: string): Promise<boolean> {
  return (await uow.db.$executeRaw`DELETE FROM person WHERE id = ${id}::uuid`) === 1;
}
