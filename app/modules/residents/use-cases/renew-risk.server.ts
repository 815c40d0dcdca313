import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { cities } from "~/modules/places/use-cases/current-city.server";
import { inBulkWork } from "~/platform/bulk-copy.server";
import { today } from "~/platform/clock.server";
import { enqueueJobInBulk } from "~/platform/jobs.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { renewRiskAfter } from "../data/risk-renewal.server";
import { riskRulesOf } from "../data/risk-rules.server";

/** Residents in one transaction: short enough that whoever opens a file there hardly waits. */
const PIECE = 1_000;

/**
 * The level of every registered resident as of today: somebody turned 80, an assessment expired, a rule begins or ends. Written
 * is only what is another level; due visits follow where one changed. How many did.
 */
export async function renewRisk(cityCode: string): Promise<number> {
  const actor = systemActor("renew-risk", { areaCode: cityCode });
  const city = (await cities()).find(({ code }) => code === cityCode);
  if (!city) return 0;
  const [rules, day] = [await inUnitOfWork(actor, (uow) => riskRulesOf(uow, cityCode)), today(city.timeZone)];
  let changed = 0;
  for (let after: string | null | undefined; after !== null;) {
    const from = after ?? null;
    const piece = await inBulkWork(actor, async (sql) => {
      const done = await renewRiskAfter(sql, cityCode, rules, day, from, PIECE);
      if (done.changed > 0) await enqueueJobInBulk(sql, "workOutDue", { cityCode }, `due-${cityCode}`);
      return done;
    });
    changed += piece.changed;
    after = piece.last;
  }
  return changed;
}

export async function renewRiskEverywhere(): Promise<void> {
  for (const { code } of await cities()) await renewRisk(code);
}
