import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Campaign } from "../domain/campaign";

/** What a campaign left undone stays on the list for some days after its hour. */
const KEPT_DAYS = 14;
const DAY_MS = 86_400_000;

export async function zoneOf(uow: UnitOfWork, cityCode: string): Promise<string | null> {
  return (await uow.db.city.findUnique({ where: { code: cityCode }, select: { timeZone: true } }))?.timeZone ?? null;
}

export const cityCodes = async (uow: UnitOfWork): Promise<string[]> =>
  (await uow.db.city.findMany({ select: { code: true }, orderBy: { code: "asc" } })).map(({ code }) => code);

export async function campaignsAsking(uow: UnitOfWork, cityCode: string, at: Date): Promise<Campaign[]> {
  const rows = await uow.db.campaign.findMany({
    where: { cityCode, endedAt: null, opensAt: { lte: at }, closesAt: { gt: new Date(at.getTime() - KEPT_DAYS * DAY_MS) } },
    orderBy: [{ opensAt: "asc" }, { id: "asc" }],
  });
  return rows.map((row) => row as unknown as Campaign);
}
