import type { Task } from "graphile-worker";
import { workOutDue as workOut, workOutEveryCity } from "~/modules/visits/use-cases/work-out-due.server";

/** Who is owed a visit in the coming four weeks: in one city after its rules, modes or residents changed, nightly in all. */
export const workOutDue: Task = async (payload) => {
  const { cityCode } = (payload ?? {}) as { readonly cityCode?: string };
  if (cityCode === undefined) await workOutEveryCity();
  else await workOut(cityCode);
};
