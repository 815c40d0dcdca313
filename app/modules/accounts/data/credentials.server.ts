import type { UnitOfWork } from "~/platform/unit-of-work.server";

export interface Credential {
  readonly personId: string;
  readonly login: string;
  readonly name: string;
  readonly state: string;
  readonly isDemo: boolean;
  readonly line: string;
  readonly areaCode: string;
  /** null = invited, and no password chosen yet */
  readonly passwordHash: string | null;
}

const WITH_PERSON = { include: { person: true } } as const;

interface Row {
  readonly personId: string;
  readonly login: string;
  readonly passwordHash: string | null;
  readonly person: { name: string; state: string; isDemo: boolean; line: string; areaCode: string };
}

const credentialFrom = ({ personId, login, passwordHash, person }: Row): Credential => {
  const { name, state, isDemo, line, areaCode } = person;
  return { personId, login, passwordHash, name, state, isDemo, line, areaCode };
};

export async function credentialOfLogin(uow: UnitOfWork, login: string): Promise<Credential | null> {
  const row = await uow.db.credential.findUnique({ where: { login }, ...WITH_PERSON });
  return row && credentialFrom(row);
}

export async function credentialOfPerson(uow: UnitOfWork, personId: string): Promise<Credential | null> {
  const row = await uow.db.credential.findUnique({ where: { personId }, ...WITH_PERSON });
  return row && credentialFrom(row);
}

/**
 * Whether this password hash is still the person's, who may still come in. Held until the transaction ends: whoever resets the
 * password waits for it, and then ends the session that it opened.
 */
export async function stillHasPassword(uow: UnitOfWork, personId: string, passwordHash: string): Promise<boolean> {
  const held = await uow.db.$queryRaw<unknown[]>`
    SELECT 1 FROM credential c JOIN person p ON p.id = c.person_id
    WHERE c.person_id = ${personId}::uuid AND c.password_hash = ${passwordHash} AND p.state = 'active' FOR SHARE OF c, p`;
  return held.length === 1;
}

/** The same password, hashed at today's cost: nobody chose anything. */
export async function rehashPassword(uow: UnitOfWork, personId: string, from: string, to: string): Promise<void> {
  await uow.db.credential.updateMany({ where: { personId, passwordHash: from }, data: { passwordHash: to } });
}

export async function setPassword(uow: UnitOfWork, personId: string, passwordHash: string, at: Date): Promise<void> {
  await uow.db.credential.update({ where: { personId }, data: { passwordHash, changedAt: at } });
}

export const loginOf = async (uow: UnitOfWork, personId: string): Promise<string | null> =>
  (await uow.db.credential.findUnique({ where: { personId }, select: { login: true } }))?.login ?? null;

/** A login without a password yet; false when another person has it, seen or not. */
export async function giveLogin(uow: UnitOfWork, personId: string, login: string): Promise<boolean> {
  const added = await uow.db.$executeRaw`
    INSERT INTO credential (person_id, login) VALUES (${personId}::uuid, ${login}) ON CONFLICT (login) DO NOTHING`;
  return added === 1;
}
