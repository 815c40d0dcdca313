import { performance } from "node:perf_hooks";
import { streetsAsked, type StreetsAsked } from "~/modules/places/use-cases/opened-streets.server";
import { HeardSearch } from "~/modules/visits/domain/heard-search";
import { searchPlan, searchWithout, type SearchedPlan } from "~/modules/visits/domain/plan-search";
import type { PlannedStop } from "~/modules/visits/domain/plan-stops";
import type { TownAsked } from "~/modules/visits/domain/town-on-record";

interface SearchAsked {
  readonly town: TownAsked;
  readonly streets: StreetsAsked | null;
  readonly seconds: number;
  readonly memory: SharedArrayBuffer;
  /** the day somebody is ill, as its number in the horizon; null = a whole plan */
  readonly illDay: number | null;
}

/** Worker thread: the plan of one pool of caregivers, its best so far told twice a second. Asked nothing it only opens. */
export function run(asked: SearchAsked | null): SearchedPlan | null {
  if (asked === null) return null;
  const { town, streets, seconds, memory, illDay } = asked;
  const said = new HeardSearch(memory);
  const opened = streets && streetsAsked(streets);
  const given = {
    ...{ seconds, seed: 1, now: () => performance.now() },
    heard: (done: number, stops: () => readonly PlannedStop[]) => {
      said.say(done, stops());
      return said.isStopAsked;
    },
  };
  return illDay === null ? searchPlan(town, opened, given) : searchWithout(town, opened, illDay, given);
}
