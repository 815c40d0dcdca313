import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { searchAreas, type AreaChoice } from "../data/area-look-up.server";

/** Areas by name, pinyin, initials or code, for anyone: the names of a city's areas are published statistics. */
export const areasNamed = (cityCode: string, words: string, most: number): Promise<AreaChoice[]> =>
  inUnitOfWork(NOBODY, (uow) => searchAreas(uow, cityCode, words, most));
