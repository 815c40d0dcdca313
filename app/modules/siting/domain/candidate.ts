import type { Fen, Lat, Lon } from "~/shared/units";
import type { CandidateKind, CandidateSource, DrawnPoint, SitingQuestion } from "./siting-question";

/** A place where a new one may stand. */
export interface Candidate {
  /** `area:410105001001`, `premise:<id>`, `place:<id>`, `point:113.65/34.76/旧粮站`, `extend:<id>` */
  readonly id: string;
  readonly from: CandidateKind;
  readonly name: string;
  readonly nameEn: string | null;
  /** the smallest area known; null = nobody said, the nearest community is taken */
  readonly areaCode: string | null;
  /** null = no position */
  readonly lon: Lon | null;
  readonly lat: Lat | null;
  readonly build: Fen | null;
  readonly yearly: Fen | null;
  readonly capacity: number | null;
  /** of a place made larger: people it may serve as it is */
  readonly licensed?: number;
}

export const candidateId = (from: Exclude<CandidateSource, "points">, key: string): string =>
  `${{ communities: "area", premises: "premise", facilities: "place" }[from]}:${key}`;

/** Where it is and what it is called: the same place in whatever list it stands. */
export const pointId = ({ name, lon, lat }: Pick<DrawnPoint, "name" | "lon" | "lat">): string =>
  `point:${lon}/${lat}/${name.replaceAll(/[\s,，;；]+/g, "_")}`;

/** Points were once known by their line: of a question that says so, the place that stands in that line of its list. */
function idNow(id: string, points: readonly DrawnPoint[]): string {
  const line = /^point:(\d{1,4})$/.exec(id)?.[1];
  const point = line === undefined ? undefined : points[Number(line) - 1];
  return point ? pointId(point) : id;
}

/** A question with every point named by itself. */
export const withIdsNow = <T extends Pick<SitingQuestion, "points" | "must" | "never">>(question: T): T => ({
  ...question,
  must: question.must.map((id) => idNow(id, question.points)),
  never: question.never.map((id) => idNow(id, question.points)),
});

type Told = Pick<Candidate, "id" | "name" | "lon" | "lat">;

/** Whether two answers mean one place: answers of before know a point by its line, which says nothing outside its list. */
export const isOnePlace = (a: Told, b: Told): boolean =>
  a.id.startsWith("point:") ? a.name === b.name && a.lon === b.lon && a.lat === b.lat : a.id === b.id;
