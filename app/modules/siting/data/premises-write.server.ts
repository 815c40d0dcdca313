import { v7 as newId } from "uuid";
import { now } from "~/platform/clock.server";
import { spokenName } from "~/platform/spoken-name.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Premises } from "../domain/premises/premises";
import type { StageStep } from "../domain/premises/premises-stage";
import { columnsOf } from "./premises-rows.server";

const dateOf = (day: string | null): Date | null => (day === null ? null : new Date(`${day}T00:00:00Z`));
const wholeFen = (fen: number | null): bigint | null => (fen === null ? null : BigInt(Math.round(fen)));

function savedColumns(premises: Premises) {
  const { leaseUntil, rentFen, buildFen, yearlyFen, ...rest } = columnsOf(premises);
  const money = { rentFen: wholeFen(rentFen), buildFen: wholeFen(buildFen), yearlyFen: wholeFen(yearlyFen) };
  return { ...rest, ...money, ...spokenName(premises.name), leaseUntil: dateOf(leaseUntil), updatedAt: now() };
}

/** A new one with its first step. */
export async function insertPremises(uow: UnitOfWork, premises: Premises, first: StageStep): Promise<void> {
  await uow.db.siteProposal.create({ data: savedColumns(premises) });
  await insertStep(uow, premises.id, first);
}

/** False where somebody else saved meanwhile. */
export async function updatePremises({ db }: UnitOfWork, after: Premises): Promise<boolean> {
  const { id, ...data } = savedColumns(after);
  const { count } = await db.siteProposal.updateMany({ where: { id, version: after.version - 1 }, data });
  return count === 1;
}

/** The database refuses a step that is out of order, or that somebody else has taken. */
export async function insertStep({ db, actor }: UnitOfWork, proposalId: string, step: StageStep): Promise<void> {
  const { on, ...rest } = step;
  await db.siteProposalStep.create({
    data: { id: newId(), proposalId, ...rest, onDay: new Date(`${on}T00:00:00Z`), doneBy: actor.personId, doneAt: now() },
  });
}
