import { ENOUGH_WALKS, methodError, type MethodError } from "~/modules/coverage/domain/method-error";
import { shareOf, type Share } from "~/modules/coverage/domain/share";
import { walksBeside } from "~/modules/places/domain/detour-from-walks";
import { pointsOnPlane } from "~/modules/places/domain/local-plane";
import {
  Reach,
  REACH_METHODS,
  type ReachAnswer,
  type ReachMethod,
  type ReachQuestion,
  type Streets,
} from "~/modules/places/domain/reach";
import type { ExtractGaps } from "~/modules/places/domain/streets/extract-gaps";
import { extentOf } from "~/modules/places/domain/streets/street-graph";
import { MOVEMENTS } from "~/modules/places/domain/streets/street-use";
import { walkingView } from "~/modules/places/domain/streets/walking-view";
import { readStreets } from "~/modules/places/use-cases/read-streets.server";
import { metresFromMinutes, type Metres, type Minutes } from "~/shared/units";
import { number, oneOf, required } from "./asked-option";
import { InputRefused } from "./bad-input";
import { readPointCsv, type PointCsv } from "./point-csv";
import { typedPath } from "./typed-path";
import { readWalkCsv } from "./walk-csv";

/** What was asked and what came out, before it is worded. */
export interface CoverageCliAnswer {
  readonly method: ReachMethod;
  readonly minutes: Minutes;
  readonly speedKmh: number;
  readonly detour: number | null;
  readonly error: MethodError;
  readonly facilities: PointCsv;
  readonly demand: PointCsv;
  readonly people: Float64Array;
  readonly peopleTotal: number;
  readonly peopleCovered: number;
  /** of them, those nobody could measure: no position, or no street near it */
  readonly peopleUnplaced: number;
  readonly share: Share;
  /** demand rows whose people are unknown: in no sum */
  readonly peopleUnknown: number;
  readonly unsnapped: readonly { readonly id: string; readonly of: "facility" | "demand"; readonly reason: string }[];
  /** what the street file lacks; null where no streets were walked */
  readonly gaps: ExtractGaps | null;
  readonly question: ReachQuestion;
  readonly reach: Reach;
  readonly found: ReachAnswer;
  /** metres walked at each third of the time */
  readonly steps: readonly { readonly minutes: Minutes; readonly metres: Metres }[];
  readonly seconds: { readonly graph: number; readonly reach: number };
}

type Option =
  | ("streets" | "samples" | "facilities" | "demand" | "count" | "minutes" | "speed-kmh" | "method" | "detour" | "snap-metres")
  | ("movement" | "steps-factor" | "off-street-factor");
type Options = Readonly<Partial<Record<Option, string>> & { partly?: boolean }>;

const MOST_MINUTES = 120;
/** Faster than anybody runs for two hours. */
const MOST_KMH = 25;
/** More crooked than any street, longer than any yard. */
const MOST_TIMES = 100;
const MOST_SNAP: Metres = 10_000;

/** Throws InputRefused when an option or a file cannot be used. */
export async function answerCoverage(options: Options): Promise<CoverageCliAnswer> {
  const method = methodFrom(options);
  const minutes = number("--minutes", options.minutes, 15, undefined, MOST_MINUTES);
  const speedKmh = number("--speed-kmh", options["speed-kmh"], 4, undefined, MOST_KMH);
  const detour = number("--detour", options.detour, 1.3, 1, MOST_TIMES);
  const use = {
    movement: oneOf("--movement", options.movement ?? "foot", MOVEMENTS),
    stepsFactor: number("--steps-factor", options["steps-factor"], 1, 1, MOST_TIMES),
    offStreetFactor: number("--off-street-factor", options["off-street-factor"], 1, 1, MOST_TIMES),
  };
  const snap = number("--snap-metres", options["snap-metres"], 300, undefined, MOST_SNAP);
  const count = required("--count", options.count);
  const facilities = await readPointCsv(required("--facilities", options.facilities));
  const demand = await readPointCsv(required("--demand", options.demand), [count]);

  const walks = options.samples ? await readWalkCsv(options.samples) : null;

  const began = performance.now();
  const read = options.streets && method !== "circle" ? await streetsFrom(options.streets, options.partly ?? false) : null;
  const streets = read && { view: walkingView(read.graph, use), snap };
  const ready = performance.now();
  if (streets) requireOnStreets(streets, "--facilities", facilities);
  if (streets) requireOnStreets(streets, "--demand", demand);
  const farthest = metresFromMinutes(minutes, speedKmh);
  const question: ReachQuestion = { method, sites: facilities, points: demand, farthest, detour, barriers: [], streets, walks };
  const reach = new Reach(question);
  const found = reach.nearest();
  const ended = performance.now();

  const people = demand.counts.get(count)!;
  const unplaced = new Set(found.unsnappedPoints.map(({ row }) => row));
  const peopleTotal = sum(people, () => true);
  const peopleCovered = sum(people, (row) => found.metres[row]! <= farthest);
  const peopleUnplaced = sum(people, (row) => unplaced.has(row));
  const peopleUnknown = people.filter(Number.isNaN).length;
  const named = (of: "facility" | "demand", file: PointCsv, rows: ReachAnswer["unsnappedSites"]) => {
    const unplaced = new Map<string, string>(file.unplaced.map(({ id, reason }) => [id, reason]));
    return rows.map(({ row, reason }) => ({ id: file.ids[row]!, of, reason: unplaced.get(file.ids[row]!) ?? reason }));
  };
  return {
    ...{ method, minutes, speedKmh, facilities, demand, people, question, reach, found, gaps: read && read.gaps },
    detour: method === "network" ? null : detour,
    error: methodError(
      method,
      streets !== null,
      walks !== null && walksBeside(walks, facilities).every((count) => count >= ENOUGH_WALKS),
    ),
    ...{ peopleTotal, peopleCovered, peopleUnplaced, peopleUnknown },
    share: shareOf(peopleCovered, { people: peopleTotal, unlocated: peopleUnplaced, unknownCommunities: peopleUnknown }),
    unsnapped: [...named("facility", facilities, found.unsnappedSites), ...named("demand", demand, found.unsnappedPoints)],
    steps: [1, 2, 3].map((third) => ({ minutes: (minutes * third) / 3, metres: (farthest * third) / 3 })),
    seconds: { graph: secondsBetween(began, ready), reach: secondsBetween(ready, ended) },
  };
}

/** A file of another city is no answer of 0 %: all its points lie outside the streets, and the person is told which file. */
function requireOnStreets({ view: { graph }, snap }: Streets, option: string, { lon, lat }: PointCsv): void {
  const [west, south, east, north] = extentOf(graph);
  const { x, y } = pointsOnPlane(graph.plane, lon, lat);
  const placed = Array.from(x.keys()).filter((row) => Number.isFinite(x[row]!) && Number.isFinite(y[row]!));
  const isOutside = (row: number) =>
    x[row]! < west / 10 - snap || x[row]! > east / 10 + snap || y[row]! < south / 10 - snap || y[row]! > north / 10 + snap;
  if (placed.length > 0 && placed.every(isOutside)) throw new InputRefused({ kind: "all-outside-streets", option });
}

const secondsBetween = (began: number, ended: number): number => Math.round(ended - began) / 1000;

const sum = (people: Float64Array, isIn: (row: number) => boolean): number =>
  people.reduce((total, each, row) => (each > 0 && isIn(row) ? total + each : total), 0);

/** By the streets where there are any, by directions where walks were measured, else by circles, unless it is said. */
function methodFrom({ method, streets, samples }: Options): ReachMethod {
  const usual = streets ? "network" : samples ? "sectors" : "circle";
  const chosen = method === undefined ? usual : oneOf("--method", method, REACH_METHODS);
  if (chosen === "network" && !streets)
    throw new InputRefused({ kind: "option-without-use", option: "--method network", needs: "--streets" });
  if (samples && streets) throw new InputRefused({ kind: "options-exclude", options: ["--samples", "--streets"] });
  if (samples && chosen !== "sectors")
    throw new InputRefused({ kind: "option-without-use", option: "--samples", needs: "--method sectors" });
  return chosen;
}

async function streetsFrom(file: string, partly: boolean) {
  const read = await readStreets(typedPath(file), { partly });
  if (!read.ok) throw new InputRefused({ kind: "streets-refused", file, refusal: read.refusal });
  return read.value;
}
