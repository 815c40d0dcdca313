import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Actor } from "../domain/actor";
import { isRole } from "../domain/role";

export async function openSession(
  uow: UnitOfWork,
  session: { tokenHash: string; personId: string; expiresAt: Date },
): Promise<void> {
  await uow.db.session.create({ data: session });
}

export async function closeSession(uow: UnitOfWork, tokenHash: string): Promise<void> {
  await uow.db.session.deleteMany({ where: { tokenHash } });
}

export async function closeSessionsEndedBy(uow: UnitOfWork, moment: Date): Promise<number> {
  return (await uow.db.session.deleteMany({ where: { expiresAt: { lte: moment } } })).count;
}

export async function findActor(uow: UnitOfWork, tokenHash: string, at: Date): Promise<Actor | null> {
  const session = await uow.db.session.findUnique({ where: { tokenHash }, include: { person: true } });
  if (!session || session.expiresAt <= at) return null;
  const { id, name, role, cityCode } = session.person;
  if (!isRole(role)) throw new Error(`person ${id} has the role "${role}", which the application does not know`);
  return { personId: id, name, role, cityCode };
}
