import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { isLineOrAll, type LineOrAll } from "../domain/line";

export interface PersonPlace {
  readonly areaCode: string;
  readonly line: LineOrAll;
  readonly state: string;
  readonly name: string;
}

/** Where somebody belongs, and whether they may come in; null where the actor sees none of that id. */
export async function placeOfPerson(uow: UnitOfWork, id: string): Promise<PersonPlace | null> {
  const row = await uow.db.person.findUnique({ where: { id }, select: { areaCode: true, line: true, state: true, name: true } });
  return row && { ...row, line: isLineOrAll(row.line) ? row.line : "" };
}
