import { v7 as newId } from "uuid";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Campaign } from "../domain/campaign";

const SHOWN = 50;

/** The latest first. */
export async function listCampaigns({ db }: UnitOfWork, cityCode: string): Promise<Campaign[]> {
  const rows = await db.campaign.findMany({ where: { cityCode }, orderBy: [{ opensAt: "desc" }, { id: "desc" }], take: SHOWN });
  return rows as unknown as Campaign[];
}

export const findCampaign = ({ db }: UnitOfWork, cityCode: string, id: string): Promise<Campaign | null> =>
  db.campaign.findFirst({ where: { cityCode, id } }) as unknown as Promise<Campaign | null>;

export async function addCampaign(
  { db, actor }: UnitOfWork,
  cityCode: string,
  said: Omit<Campaign, "id" | "endedAt">,
): Promise<string> {
  const id = newId();
  const { categories, risks, ...rest } = said;
  await db.campaign.create({
    data: { id, cityCode, ...rest, categories: [...categories], risks: [...risks], calledBy: actor.personId },
  });
  return id;
}

export const endCampaign = ({ db }: UnitOfWork, id: string, at: Date) =>
  db.campaign.update({ where: { id }, data: { endedAt: at } });

/** How many of each are still owed. */
export async function campaignDone({ db }: UnitOfWork, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await db.dueVisit.groupBy({
    by: ["causeId"],
    where: { cause: "campaign", causeId: { in: [...ids] } },
    _count: { id: true },
  });
  return new Map(rows.flatMap(({ causeId, _count }) => (causeId ? [[causeId, _count.id] as const] : [])));
}
