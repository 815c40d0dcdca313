import { areaFigures, cityFigures, figuresOfLevel, type AnsweredFigures, type AreaFigures } from "./area-figures";
import { AREA_LEVELS, type AreaLevel } from "./coverage-query";

export interface AreaListing {
  readonly level: AreaLevel | null;
  /** from the city down to the area whose parts are listed */
  readonly path: readonly { readonly code: string; readonly name: string; readonly nameEn: string | null }[];
  readonly rows: readonly AreaFigures[];
  /** of the area whose parts are listed, or of the city */
  readonly total: AreaFigures;
  readonly isDeepest: boolean;
}

interface Answered extends AnsweredFigures {
  readonly parent: Int32Array;
}

/** The figures of one area, or of the whole city for "". */
export function figuresInside(answered: AnsweredFigures, inside: string): AreaFigures {
  const row = answered.ground.areas.findIndex((area) => area.code === inside && area.level !== "city");
  return row < 0 ? cityFigures(answered) : areaFigures(answered, row);
}

/** Which areas are listed: the next finer level there is inside one area; an unknown area lists the whole city. */
export function areaParts({ ground, parent }: Pick<Answered, "ground" | "parent">, inside: string) {
  const levels = AREA_LEVELS.filter((level) => ground.areas.some((area) => area.level === level));
  const within = ground.areas.findIndex((area) => area.code === inside && area.level !== "city");
  const level = within < 0 ? (levels[0] ?? null) : (levels[levels.indexOf(ground.areas[within]!.level as AreaLevel) + 1] ?? null);
  const path: AreaListing["path"][number][] = [];
  for (let row = within; row >= 0 && ground.areas[row]!.level !== "city"; row = parent[row]!) {
    const { code, name, nameEn } = ground.areas[row]!;
    path.unshift({ code, name, nameEn });
  }
  return { level, within, path, isDeepest: level === null || level === levels.at(-1) };
}

/** The figures of the parts of one area. */
export function areaListing(answer: Answered, inside: string): AreaListing {
  const { level, within, path, isDeepest } = areaParts(answer, inside);
  return {
    level,
    path,
    // An area without parts stands for itself: whoever looks for her community finds its figures.
    rows: level ? figuresOfLevel(answer, level, within < 0 ? "" : inside) : within < 0 ? [] : [figuresInside(answer, inside)],
    total: figuresInside(answer, inside),
    isDeepest,
  };
}
