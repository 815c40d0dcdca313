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
