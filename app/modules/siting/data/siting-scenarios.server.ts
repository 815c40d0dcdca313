import { v7 as newId } from "uuid";
import { likeText } from "~/platform/like-pattern.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { withIdsNow } from "../domain/candidate";
import type { SitingQuestion } from "../domain/siting-question";
import { NAME_LENGTH, type SitingScenario } from "../domain/siting-scenario";

type Row = NonNullable<Awaited<ReturnType<UnitOfWork["db"]["sitingScenario"]["findUnique"]>>>;
const scenarioFrom = ({ baseOn, question, ...row }: Row): SitingScenario => ({
  ...row,
  ...{ baseOn: baseOn.toISOString().slice(0, 10), question: withIdsNow(question as unknown as SitingQuestion) },
});

export async function findScenario({ db }: UnitOfWork, id: string): Promise<SitingScenario | null> {
  const row = await db.sitingScenario.findUnique({ where: { id } });
  return row && scenarioFrom(row);
}

/** The last changed first. */
export async function listScenarios(
  { db }: UnitOfWork,
  cityCode: string,
  isArchived: boolean,
  most: number,
): Promise<SitingScenario[]> {
  const rows = await db.sitingScenario.findMany({
    where: { cityCode, archivedAt: isArchived ? { not: null } : null },
    orderBy: [{ changedAt: "desc" }, { id: "desc" }],
    take: most,
  });
  return rows.map(scenarioFrom);
}

export interface ScenarioSaid {
  readonly name: string;
  readonly isNameOwn: boolean;
  readonly areaCode: string;
  readonly question: SitingQuestion;
}

const columns = ({ name, isNameOwn, areaCode, question }: ScenarioSaid) => ({
  ...{ name, isNameOwn, areaCode, baseOn: new Date(question.date), question: question as object },
});

export async function addScenario(
  { db, actor }: UnitOfWork,
  cityCode: string,
  said: ScenarioSaid,
  id = newId(),
): Promise<string> {
  const by = actor.personId;
  await db.sitingScenario.create({ data: { id, cityCode, ...columns(said), createdBy: by, changedBy: by } });
  return id;
}

/** False where somebody changed it meanwhile. */
export async function changeScenario(
  { db, actor }: UnitOfWork,
  { id, version }: Pick<SitingScenario, "id" | "version">,
  said: Partial<{ name: string; isNameOwn: boolean; question: SitingQuestion; areaCode: string; archivedAt: Date | null }>,
  at: Date,
): Promise<boolean> {
  const { question, ...rest } = said;
  const done = await db.sitingScenario.updateMany({
    where: { id, version },
    data: {
      ...rest,
      ...(question ? { question: question as object, baseOn: new Date(question.date) } : {}),
      ...{ version: { increment: 1 }, changedBy: actor.personId, changedAt: at },
    },
  });
  return done.count === 1;
}

/** False where somebody changed it meanwhile. */
export const removeScenario = async (
  { db }: UnitOfWork,
  { id, version }: Pick<SitingScenario, "id" | "version">,
): Promise<boolean> => (await db.sitingScenario.deleteMany({ where: { id, version } })).count === 1;

/** Names of a city's scenarios that begin like this one; of one's own none. */
export async function namesLike(
  { db }: UnitOfWork,
  cityCode: string,
  name: string,
  ownId: string | null = null,
): Promise<Set<string>> {
  const rows = await db.sitingScenario.findMany({
    where: { cityCode, ...(ownId ? { id: { not: ownId } } : {}), name: { startsWith: likeText(name.slice(0, BEGINNING)) } },
    select: { name: true },
  });
  return new Set(rows.map((row) => row.name));
}

/** A number at the end may take the rest. */
const BEGINNING = NAME_LENGTH - 20;

/** Names of colleagues by id; whoever has left has none. */
export async function namesOfStaff({ db }: UnitOfWork, ids: readonly (string | null)[]): Promise<Record<string, string>> {
  const asked = [...new Set(ids.filter((id) => id !== null))];
  if (asked.length === 0) return {};
  const rows = await db.$queryRaw<{ id: string; name: string }[]>`SELECT id, name FROM staff_names(${asked}::uuid[])`;
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
