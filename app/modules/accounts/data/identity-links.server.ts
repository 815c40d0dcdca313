import type { UnitOfWork } from "~/platform/unit-of-work.server";

export async function personOfIdentity(uow: UnitOfWork, issuer: string, subject: string): Promise<string | null> {
  const row = await uow.db.identityLink.findUnique({ where: { issuer_subject: { issuer, subject } } });
  return row?.personId ?? null;
}

/** Links an identity to a person; false when that person already has another at this issuer. */
export async function linkIdentity(
  uow: UnitOfWork,
  link: { issuer: string; subject: string; personId: string },
): Promise<boolean> {
  const { issuer, subject, personId } = link;
  const added = await uow.db.$executeRaw`
    INSERT INTO identity_link (issuer, subject, person_id) VALUES (${issuer}, ${subject}, ${personId}::uuid) ON CONFLICT DO NOTHING`;
  return added === 1;
}
