import { STANDING } from "~/modules/coverage/domain/access-scores";
import type { AccessAnswer } from "./access-answer";

/** Why a demand id has no value. */
const REASONS: Readonly<Record<number, string>> = {
  [STANDING.noResidents]: "no-residents",
  [STANDING.populationUnknown]: "population-unknown",
  [STANDING.capacityUnknown]: "capacity-unknown",
};

/**
 * The object that `--json` prints. `values`: places in reach (cumulative) or places per person, by demand id; null where it is
 * not known, and then the id stands in `unknown` with a reason.
 */
export function accessJson({ method, decay, files, scores, equity, seconds }: AccessAnswer) {
  const { demandIds, supplyIds, population, capacity, costs } = files;
  const idsWhere = (ids: readonly string[], counts: Float64Array, is: (count: number) => boolean) =>
    ids.filter((_, row) => is(counts[row]!));
  return {
    method,
    decay: decay.kind,
    ...(decay.bands.length > 0 && { bands: decay.bands }),
    catchment: decay.catchment,
    demand: demandIds.length,
    supply: supplyIds.length,
    costs: costs.cost.length,
    costs_inside: costs.cost.reduce((count, cost) => (cost <= decay.catchment ? count + 1 : count), 0),
    people: knownSum(population),
    capacity: knownSum(capacity),
    capacity_reached: scores.reachedSupply,
    values: Object.fromEntries(
      demandIds.map((id, row) => [id, scores.standing[row] === STANDING.known ? scores.values[row]! : null]),
    ),
    gini: equity.gini,
    lorenz: equity.lorenz,
    no_residents: idsWhere(demandIds, population, (people) => people === 0),
    population_unknown: idsWhere(demandIds, population, Number.isNaN),
    capacity_unknown: idsWhere(supplyIds, capacity, Number.isNaN),
    unknown: [...scores.standing.entries()].flatMap(([row, standing]) =>
      standing === STANDING.known ? [] : [{ id: demandIds[row]!, reason: REASONS[standing]! }],
    ),
    lower_bounds: Array.from(scores.understated, (row) => demandIds[row]!),
    seconds,
  };
}

const knownSum = (counts: Float64Array): number => counts.reduce((sum, count) => (Number.isNaN(count) ? sum : sum + count), 0);
