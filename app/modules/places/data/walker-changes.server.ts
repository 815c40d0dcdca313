import { v7 as uuid } from "uuid";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { WalkerChange } from "../domain/walker-change";

const SHOWN = 100;

/** Notes a change beside it, in the same transaction: there is no change without its note. */
export async function noteWalkerChange(
  { db, actor }: UnitOfWork,
  cityCode: string,
  { walker, before, after, at }: Omit<WalkerChange, "id" | "personName">,
): Promise<void> {
  await db.walkerChange.create({
    data: { id: uuid(), cityCode, walkerKey: walker, at, personId: actor.personId, before: { ...before }, after: { ...after } },
  });
}

/** The newest first. */
export async function listWalkerChanges(uow: UnitOfWork, cityCode: string): Promise<WalkerChange[]> {
  const rows = await uow.db.walkerChange.findMany({
    where: { cityCode },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: SHOWN,
  });
  const keys = rows.flatMap(({ personId }) => personId ?? []);
  const people = await uow.db.$queryRaw<{ id: string; name: string }[]>`SELECT id, name FROM staff_names(${keys}::uuid[])`;
  const nameOf = new Map(people.map(({ id, name }) => [id, name]));
  return rows.map(({ id, walkerKey, at, personId, before, after }) => ({
    ...{ id, at, walker: walkerKey as WalkerChange["walker"] },
    personName: (personId && nameOf.get(personId)) || null,
    before: before as unknown as WalkerChange["before"],
    after: after as unknown as WalkerChange["after"],
  }));
}
