import { stepsToMeasure, type Streets } from "~/modules/places/domain/reach";
import { UNHEARD, type Progress } from "~/shared/progress";
import { accessByArea, type AccessByArea } from "./access-by-area";
import { accessRun, type AccessAnswer, type AccessMeasure } from "./access-run";
import type { CoverageInput } from "./coverage-run";
import { limitMetres } from "./coverage-query";

/** One question about access as plain columns: it travels to a worker thread and back. */
export interface AccessInput {
  readonly city: CoverageInput;
  /** places per site, NaN = unknown */
  readonly capacity: Float64Array;
  readonly measure: AccessMeasure;
}

export interface AccessResult extends AccessAnswer {
  readonly byArea: AccessByArea;
}

export function accessFigures(
  { city, capacity, measure }: AccessInput,
  streets: Streets | null = null,
  progress: Progress = UNHEARD,
): AccessResult {
  const { demand, sites, speedKmh } = city;
  progress.expect(stepsToMeasure({ method: city.method, streets }));
  const answer = accessRun({
    reach: {
      method: city.method,
      sites,
      points: demand,
      farthest: limitMetres(city.limit, speedKmh),
      detour: city.detour.value,
      barriers: city.barriers,
      streets,
      walks: city.walks ?? null,
      progress,
    },
    people: demand.people,
    capacity,
    measure,
    metresPerMinute: (speedKmh * 1_000) / 60,
  });
  return {
    ...answer,
    byArea: accessByArea(city.tree, {
      ...answer,
      area: demand.area,
      people: demand.people,
      unplaced: answer.unplaced.map(({ row }) => row),
    }),
  };
}
