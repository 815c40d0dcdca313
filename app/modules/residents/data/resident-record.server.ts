import type { Prisma } from "~/platform/generated/prisma/client";
import { spokenName } from "~/platform/spoken-name.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { Line } from "~/shared/line";
import type { LeftReason, PositionQuality, ResidentCard, ResidentState, Sex } from "../domain/resident";
import type { Life } from "../domain/resident-life";
import type { RiskFound } from "../domain/risk-rule";
import type { RiskLevel } from "../domain/risk-level";
import { dateOf, dateOrNull, dayOrNull } from "./database-day";

export interface ResidentRecord extends ResidentCard, Life {
  readonly id: string;
  readonly cityCode: string;
  readonly registerNumber: string;
  readonly source: string | null;
  readonly externalId: string | null;
  readonly positionQuality: PositionQuality;
  readonly proposedBy: string | null;
  readonly proposedAt: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly keyCareSince: CalendarDay | null;
  readonly responsibleId: string | null;
  readonly deputyId: string | null;
  readonly mergedInto: string | null;
  readonly risk: RiskLevel;
  readonly riskRules: readonly string[];
  readonly isRiskOverridden: boolean;
  readonly riskOn: CalendarDay | null;
  /** when the file was let go: since then it names nobody */
  readonly erasedAt: string | null;
  readonly isDemo: boolean;
  readonly version: number;
}

const recordFrom = (row: Prisma.ResidentGetPayload<object>): ResidentRecord => ({
  ...row,
  sex: row.sex as Sex,
  line: row.line as Line,
  state: row.state as ResidentState,
  leftReason: row.leftReason as LeftReason | null,
  positionQuality: row.positionQuality as PositionQuality,
  visitorSex: row.visitorSex as ResidentCard["visitorSex"],
  risk: row.risk as RiskLevel,
  bornOn: dayOrNull(row.bornOn),
  registeredOn: dayOrNull(row.registeredOn),
  leftOn: dayOrNull(row.leftOn),
  keyCareSince: dayOrNull(row.keyCareSince),
  riskOn: dayOrNull(row.riskOn),
  proposedAt: row.proposedAt.toISOString(),
  decidedAt: row.decidedAt?.toISOString() ?? null,
  erasedAt: row.erasedAt?.toISOString() ?? null,
});

/** Null where there is none the actor may see. */
export async function findResident(uow: UnitOfWork, id: string): Promise<ResidentRecord | null> {
  const row = await uow.db.resident.findUnique({ where: { id, erasedAt: null } });
  return row && recordFrom(row);
}

/** The same, held until the unit of work ends, so that two who decide about it stand in line. */
export async function holdResident(uow: UnitOfWork, id: string): Promise<ResidentRecord | null> {
  await uow.db.$queryRaw`SELECT id FROM resident WHERE id = ${id}::uuid FOR UPDATE`;
  return findResident(uow, id);
}

const cardColumns = ({ bornOn, languages, visitorSkills, ...card }: ResidentCard) => ({
  ...card,
  ...spokenName(card.name),
  bornOn: dateOrNull(bornOn),
  languages: [...languages],
  visitorSkills: [...visitorSkills],
});

export interface NewResident {
  readonly id: string;
  readonly cityCode: string;
  readonly card: ResidentCard;
  readonly state: "proposed" | "registered";
  readonly at: Date;
  readonly today: CalendarDay;
  readonly positionQuality: PositionQuality;
  readonly source?: string;
  readonly externalId?: string;
}

/** The register's next number is taken for good, also where this unit of work is rolled back. */
export async function insertResident(
  uow: UnitOfWork,
  { id, cityCode, card, state, at, today, ...origin }: NewResident,
): Promise<string> {
  const [next] = await uow.db.$queryRaw<{ number: bigint }[]>`SELECT nextval('resident_number') AS number`;
  const registerNumber = `R${String(next?.number ?? 0).padStart(7, "0")}`;
  const isIn = state === "registered";
  // Without RETURNING: whoever proposes need not be able to read the register.
  await uow.db.resident.createMany({
    data: {
      ...{ id, cityCode, registerNumber, state, ...cardColumns(card), ...origin },
      ...{ proposedBy: uow.actor.personId, proposedAt: at },
      ...(isIn ? { registeredOn: dateOf(today), decidedBy: uow.actor.personId, decidedAt: at } : {}),
    },
  });
  return registerNumber;
}

/** False where somebody changed the file since this version was read. */
export async function updateCard(uow: UnitOfWork, id: string, version: number, card: ResidentCard, at: Date): Promise<boolean> {
  const data = { ...cardColumns(card), version: version + 1, updatedAt: at };
  return (await uow.db.resident.updateMany({ where: { id, version }, data })).count === 1;
}

export interface LifeWritten extends Life {
  readonly keyCareSince?: CalendarDay | null;
  readonly decided?: Date;
}

export async function writeLife(
  uow: UnitOfWork,
  id: string,
  { keyCareSince, decided, ...life }: LifeWritten,
  at: Date,
): Promise<void> {
  await uow.db.resident.update({
    where: { id },
    data: {
      ...{ state: life.state, leftReason: life.leftReason, updatedAt: at, version: { increment: 1 } },
      ...{ registeredOn: dateOrNull(life.registeredOn), leftOn: dateOrNull(life.leftOn) },
      ...(keyCareSince === undefined ? {} : { keyCareSince: dateOrNull(keyCareSince) }),
      ...(decided === undefined ? {} : { decidedBy: uow.actor.personId, decidedAt: decided }),
    },
  });
}

/** Something below a file was changed: whoever brought it in cannot take it back unseen, nor who has its form open save over it. */
export async function touchResident(uow: UnitOfWork, id: string, at: Date): Promise<void> {
  await uow.db.resident.updateMany({ where: { id }, data: { updatedAt: at, version: { increment: 1 } } });
}

export async function writeRisk(uow: UnitOfWork, id: string, found: RiskFound, day: CalendarDay): Promise<void> {
  await uow.db.resident.updateMany({
    where: { id },
    data: { risk: found.risk, riskRules: [...found.rules], isRiskOverridden: found.isOverridden, riskOn: dateOf(day) },
  });
}

export interface Visitors {
  readonly responsibleId: string | null;
  readonly deputyId: string | null;
}

export async function writeVisitors(uow: UnitOfWork, id: string, visitors: Visitors, at: Date): Promise<void> {
  await uow.db.resident.update({ where: { id }, data: { ...visitors, updatedAt: at, version: { increment: 1 } } });
}

export async function writeKeyCare(uow: UnitOfWork, id: string, since: CalendarDay | null, at: Date): Promise<void> {
  await uow.db.resident.update({
    where: { id },
    data: { keyCareSince: dateOrNull(since), updatedAt: at, version: { increment: 1 } },
  });
}

export async function writePositionQuality(uow: UnitOfWork, id: string, positionQuality: PositionQuality): Promise<void> {
  await uow.db.resident.update({ where: { id }, data: { positionQuality } });
}
