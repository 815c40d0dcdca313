import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import type { StreetsAsked } from "~/modules/places/use-cases/opened-streets.server";
import { InTurn } from "~/platform/in-turn.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import { readPeople } from "../data/city-ground.server";
import { readSites } from "../data/coverage-sites.server";
import type { CityGround } from "../domain/city-ground";
import { coverageInput } from "../domain/coverage-input";
import type { CoverageQuery } from "../domain/coverage-query";
import { methodStatement, type MethodStatement } from "../domain/method-statement";
import { editionFor } from "../domain/population-group";

/** The count of people a question uses: the one its own day would, or another day's. */
export const editionOf = (ground: CityGround, query: CoverageQuery, day: CalendarDay = query.date) =>
  editionFor(ground.populations, query.group, Number(day.slice(0, 4)));

/** Records are read for one question after another: whoever leaves while waiting costs nothing, and pages come in between. */
const readings = new InTurn(Infinity);

/**
 * The records behind one question as columns for a thread.
 * @param peopleOf the day whose count of people is used
 * @param stopped aborted when nobody waits for them any more: what is not read yet is left
 */
export async function cityColumns(ground: CityGround, query: CoverageQuery, peopleOf: CalendarDay, stopped: AbortSignal) {
  const edition = editionOf(ground, query, peopleOf);
  const read = () =>
    inUnitOfWork(NOBODY, async (uow) => {
      const people = edition ? await readPeople(uow, ground.code, edition) : new Map<string, number>();
      stopped.throwIfAborted();
      return { people, all: await readSites(uow, ground.code, query.types, query.date) };
    });
  const { people, all } = await readings.run(read, stopped);
  stopped.throwIfAborted();
  const sites = all.filter((site) => site.state === "operating");
  const places = { lon: sites.map(({ lon }) => lon ?? NaN), lat: sites.map(({ lat }) => lat ?? NaN) };
  const method = methodStatement(ground, query, edition, places);
  return {
    method,
    /** in the order of the input's columns */
    sites,
    coming: all.filter((site) => site.state !== "operating"),
    input: coverageInput(ground, query, method, people, all),
    streets: streetsOf(method),
  };
}

export const streetsOf = ({ streets }: MethodStatement): StreetsAsked | null =>
  streets && { storedName: streets.network.storedName, use: streets.use, snap: streets.snap };
