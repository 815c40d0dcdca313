import { v7 as uuid } from "uuid";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { LineOrAll } from "../domain/line";
import type { Role } from "../domain/role";

export interface NewPerson {
  readonly login: string;
  /** null = to be chosen through an invitation */
  readonly passwordHash: string | null;
  readonly name: string;
  readonly areaCode: string;
  /** of the person and of the grant; without it every line */
  readonly line?: LineOrAll;
  readonly isDemo: boolean;
  readonly grant: { readonly role: Role; readonly validFrom: CalendarDay };
}

/** Adds the person unless the login is taken already: the new id, or null. */
export async function addPersonOnce(uow: UnitOfWork, person: NewPerson): Promise<string | null> {
  if ((await uow.db.credential.count({ where: { login: person.login } })) > 0) return null;
  const { login, passwordHash, grant, ...rest } = person;
  const { role, validFrom } = grant;
  const grants = {
    create: { id: uuid(), role, areaCode: rest.areaCode, line: rest.line ?? "", validFrom: new Date(`${validFrom}T00:00:00Z`) },
  };
  const id = uuid();
  await uow.db.person.create({ data: { id, ...rest, credential: { create: { login, passwordHash } }, grants } });
  return id;
}

export interface DemoLogin {
  readonly login: string;
  readonly name: string;
  readonly role: string;
  /** acts in one place, and not everywhere */
  readonly isOfOnePlace: boolean;
}

export async function listDemoLogins(uow: UnitOfWork): Promise<DemoLogin[]> {
  const rows = await uow.db.credential.findMany({
    where: { person: { isDemo: true } },
    include: { person: { include: { grants: { orderBy: { grantedAt: "asc" }, take: 1 } } } },
  });
  return rows.flatMap(({ login, person }) =>
    person.grants.map(({ role, areaCode }) => ({ login, name: person.name, role, isOfOnePlace: areaCode !== "" })),
  );
}

/** Whom a made sign-in belongs to; null where there is none, and for sign-ins that are not made. */
export async function demoPersonOf({ db }: UnitOfWork, login: string): Promise<string | null> {
  const found = await db.credential.findFirst({ where: { login, person: { isDemo: true } }, select: { personId: true } });
  return found?.personId ?? null;
}
