import type { Task } from "graphile-worker";
import type { CheckedWork } from "~/modules/visits/domain/visit-flags";
import { checkCity, checkEveryCity, checkWork } from "~/modules/visits/use-cases/check-visits.server";

/** What is worth a look on visits: of one author's day after it came in, of a city after its register changed, nightly of all. */
export const checkVisits: Task = async (payload) => {
  const { cityCode, authorId, day, night } = (payload ?? {}) as Partial<CheckedWork> & { readonly cityCode?: string };
  if (cityCode === undefined) await checkEveryCity();
  else if (authorId && day && night) await checkWork(cityCode, { authorId, day, night });
  else await checkCity(cityCode, { isWhole: false });
};
