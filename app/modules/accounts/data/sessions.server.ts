import type { UnitOfWork } from "~/platform/unit-of-work.server";

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

/** The active person a session stands for at a moment, or null. */
export async function personOfSession(
  uow: UnitOfWork,
  tokenHash: string,
  at: Date,
): Promise<{ personId: string; name: string } | null> {
  const session = await uow.db.session.findUnique({ where: { tokenHash }, include: { person: true } });
  if (!session || session.expiresAt <= at || session.person.state !== "active") return null;
  return { personId: session.personId, name: session.person.name };
}
