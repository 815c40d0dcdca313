import type { Task } from "graphile-worker";
import { workOutDue as workOut, workOutEveryCity, workOutStaleCities } from "~/modules/visits/use-cases/work-out-due.server";

/**
 * Who is owed a visit in the coming four weeks: in one city after its rules, modes or residents changed, nightly in all, and at a
 * start where that night was missed.
 */
export const workOutDue: Task = async (payload) => {
  const { cityCode, isAtStart } = (payload ?? {}) as { readonly cityCode?: string; readonly isAtStart?: boolean };
  if (isAtStart) await workOutStaleCities();
  else if (cityCode === undefined) await workOutEveryCity();
  else await workOut(cityCode);
};
