import { NOBODY } from "~/modules/accounts/use-cases/current-actor.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { readCityGround, readOutlines, readRevision } from "../data/city-ground.server";
import type { CityGround } from "../domain/city-ground";
import { Kept } from "./kept-answers.server";

const grounds = new Kept<CityGround | null>(8);
const outlines = new Kept<string>(8);

/** A city's areas, rules and registries as they are now: read once a revision. Null: no such city. */
export async function groundOfCity(cityCode: string): Promise<CityGround | null> {
  const revision = await inUnitOfWork(NOBODY, (uow) => readRevision(uow, cityCode));
  if (revision === null) return null;
  return grounds.get(`${cityCode} ${revision}`, () => inUnitOfWork(NOBODY, (uow) => readCityGround(uow, cityCode)));
}

/** Outlines of the city's districts as GeoJSON text, ready to send. */
export const outlinesOfCity = ({ code, revision }: Pick<CityGround, "code" | "revision">): Promise<string> =>
  outlines.get(`${code} ${revision}`, () => inUnitOfWork(NOBODY, (uow) => readOutlines(uow, code)));
