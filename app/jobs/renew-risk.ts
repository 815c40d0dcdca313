import type { Task } from "graphile-worker";
import { renewRisk as renew, renewRiskEverywhere } from "~/modules/residents/use-cases/renew-risk.server";

/** How closely residents are watched over, by the rules of the day: in one city after its rules changed, nightly in all. */
export const renewRisk: Task = async (payload) => {
  const { cityCode } = (payload ?? {}) as { readonly cityCode?: string };
  if (cityCode === undefined) await renewRiskEverywhere();
  else await renew(cityCode);
};
