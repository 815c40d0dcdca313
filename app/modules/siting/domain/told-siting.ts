import type { MethodStatement } from "~/modules/coverage/domain/method-statement";
import { isExtension } from "./extending";
import type { PreparedSiting, SitingGround } from "./siting-ground";
import type { SitingQuestion } from "./siting-question";
import type { SitingResult } from "./siting-result";
import type { SitingFound } from "./siting-run";
import { FORBIDDEN } from "./solving/siting-problem";
import { toldGaps, toldGroup, toldUpper, toldWalking } from "./told-figures";
import { cityOf, questionParts } from "./told-names";
import { ToldPeople, type ToldOf } from "./told-people";
import { toldChosen, toldReserve } from "./told-sites";
import { toldYears } from "./told-years";

export interface Told {
  readonly method: MethodStatement;
  readonly seconds: number;
  /** ISO instant */
  readonly computedAt: string;
}

const LISTED = 20;

/** Numbers of an answer as facts with names: what the page, the paper and the files say. */
export function sitingTold(
  question: SitingQuestion,
  of: SitingGround,
  prepared: PreparedSiting,
  found: SitingFound,
  { method, seconds, computedAt }: Told,
): SitingResult {
  const people = new ToldPeople(of, prepared, found);
  const told: ToldOf = { question, of, prepared, found, people };
  const { input } = prepared;
  const chosen = found.chosen.map((site, at) => toldChosen(told, site, at));
  const sum = (costs: readonly (number | null)[]) =>
    costs.some((cost) => cost === null) ? null : costs.reduce<number>((all, cost) => all + cost!, 0);
  const years = toldYears(told);
  const ordered = chosen
    .map((site, at) => ({ ...site, year: years?.year[at] ?? null }))
    .sort((a, b) => (a.year ?? 0) - (b.year ?? 0) || b.people - a.people || (a.id < b.id ? -1 : 1));
  const { objective, bound, gap, proved, ended } = found;
  const outOfReach = people.byPeople(found.outOfReach);
  return {
    kind: "result",
    ...{ city: cityOf(of), question, parts: questionParts(question, of), date: question.date, method, computedAt },
    groups: input.groups.map((_, group) => toldGroup(told, group)),
    upper: toldUpper(told),
    walking: toldWalking(told),
    room: found.room && { before: found.room.before, after: found.room.after },
    chosen: ordered,
    reserve: found.reserve.map((each) => toldReserve(told, each)),
    withoutReserve: found.withoutReserve,
    existing: of.standing.flatMap(({ id, name, lon, lat, state, isUpper }, site) =>
      input.state[site] !== FORBIDDEN && lon !== null && lat !== null
        ? [{ id, name, lon, lat, state, ...(input.levels && isUpper ? { isUpper } : {}) }]
        : [],
    ),
    outOfReach: {
      people: outOfReach.reduce((all, area) => all + area.people, 0),
      communities: outOfReach.length,
      top: outOfReach.slice(0, LISTED),
    },
    gaps: toldGaps(told),
    cost: {
      build: sum(ordered.map(({ buildCost }) => buildCost)),
      yearly: sum(ordered.map(({ yearlyCost }) => yearlyCost)),
      leftOut: prepared.leftOut,
    },
    years: years && { rows: years.rows, personYears: years.personYears, isProved: years.isProved },
    candidates: {
      ...counted(told),
      unplaced: prepared.unplaced,
      ...{ forbidden: prepared.forbidden, unfit: prepared.unfit },
    },
    proof: { objective, bound, gap, proved, ended, seconds },
  };
}

/** New places to choose from, and those that could be made larger. */
function counted({ question, of, prepared }: ToldOf): Pick<SitingResult["candidates"], "count" | "extendable"> {
  const { candidates } = of;
  const { state, existing } = prepared.input;
  const extendable = candidates.filter((one, row) => isExtension(one) && state[existing + row] !== FORBIDDEN).length;
  return { count: candidates.filter((one) => !isExtension(one)).length, ...(question.extend ? { extendable } : {}) };
}
