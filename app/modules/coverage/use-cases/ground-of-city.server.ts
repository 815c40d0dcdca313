import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import { DEMO_MARK, type City } from "~/modules/places/domain/city";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { readCityGround, readOutlines, readStamp } from "../data/city-ground.server";
import type { CityGround } from "../domain/city-ground";
import { Kept } from "./kept-answers.server";

const grounds = new Kept<CityGround | null>(8);
const outlines = new Kept<string>(8);

/** A city's areas, rules and registries as they are now: read once a revision (every trigger of places and catalog counts it up). Null: no such city. */
export async function groundOfCity(cityCode: string): Promise<CityGround | null> {
  const stamp = await inUnitOfWork(NOBODY, (uow) => readStamp(uow, cityCode));
  if (stamp === null) return null;
  return grounds.get(`${cityCode} ${stamp}`, () => inUnitOfWork(NOBODY, (uow) => readCityGround(uow, cityCode)));
}

/** The same for a city somebody has read just now: its stamp is known, so nothing is asked where the ground is kept. */
export const groundOf = ({ code, stamp }: Pick<City, "code" | "stamp">): Promise<CityGround | null> =>
  grounds.get(stamp.startsWith(`${code}-`) ? `${code} ${stamp.slice(code.length + 1)}` : stamp, () =>
    inUnitOfWork(NOBODY, (uow) => readCityGround(uow, code)),
  );

/** Outlines of the city's districts as GeoJSON text, ready to send. */
export const outlinesOfCity = ({ code, stamp, isDemo }: Pick<CityGround, "code" | "stamp" | "isDemo">): Promise<string> =>
  outlines.get(`${code} ${stamp}`, () => inUnitOfWork(NOBODY, (uow) => readOutlines(uow, code, isDemo ? DEMO_MARK : null)));
