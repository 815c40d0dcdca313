import { Reach, stepsToMeasure, type ReachMethod, type Streets } from "~/modules/places/domain/reach";
import { UNHEARD, type Progress } from "~/shared/progress";
import { limitMetres } from "./coverage-query";
import type { CoverageInput } from "./coverage-run";

/** People within the limit by one method, of those whose home every method can measure. */
export interface MethodFigure {
  readonly method: ReachMethod;
  readonly covered: number;
  readonly people: number;
}

export interface MethodsInput {
  readonly city: CoverageInput;
  readonly methods: readonly ReachMethod[];
}

/** The same people by every method: what a circle promises, and what the streets keep. An answer of its own, since it costs more than the figures. */
export function methodsRun(
  { city, methods }: MethodsInput,
  streets: Streets | null = null,
  progress: Progress = UNHEARD,
): MethodFigure[] {
  const { demand } = city;
  const limit = limitMetres(city.limit, city.speedKmh);
  progress.expect(methods.reduce((sum, method) => sum + stepsToMeasure({ method, streets }), 0));
  const columns = methods.map((method) =>
    new Reach({
      method,
      sites: city.sites,
      points: demand,
      farthest: limit,
      detour: city.detour.value,
      barriers: city.barriers,
      streets,
      walks: city.walks ?? null,
      progress,
    }).nearest(),
  );
  const cannot = new Set(columns.flatMap(({ rejectedPoints }) => rejectedPoints));
  const sum = (isIn: (row: number) => boolean) =>
    demand.people.reduce((total, each, row) => (each > 0 && !cannot.has(row) && isIn(row) ? total + each : total), 0);
  return methods.map((method, i) => ({
    method,
    covered: sum((row) => columns[i]!.metres[row]! <= limit),
    people: sum(() => true),
  }));
}
