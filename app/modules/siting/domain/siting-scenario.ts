import type { CalendarDay } from "~/shared/calendar-day";
import type { SitingQuestion } from "./siting-question";
import type { SitingOutcome } from "./siting-result";

/** A question kept under a name. */
export interface SitingScenario {
  readonly id: string;
  readonly cityCode: string;
  readonly areaCode: string;
  readonly name: string;
  /** somebody typed it; false = it is called after its question and follows it */
  readonly isNameOwn: boolean;
  readonly baseOn: CalendarDay;
  readonly question: SitingQuestion;
  readonly createdBy: string | null;
  readonly createdAt: Date;
  readonly changedBy: string | null;
  readonly changedAt: Date;
  readonly version: number;
  readonly archivedAt: Date | null;
}

export const RUN_STATES = ["waiting", "running", "done", "impossible", "stopped", "failed"] as const;
export type RunState = (typeof RUN_STATES)[number];

/**
 * Why there is no answer. `stopped`: somebody had enough before anything was found · `not-in-time`: no choice was found in the time
 * given, and none was shown to be impossible · `broken`: the program failed at the last attempt.
 */
export type RunFault =
  | ""
  | "no-candidates"
  | "no-people"
  | "not-permitted"
  | "city-gone"
  | "cut-off"
  | "broken"
  | "stopped"
  | "not-in-time"
  /** what must be chosen is gone, or another condition forbids it */
  | "must-not-there"
  /** more pairs of candidates nearer to each other than they may be than can be worked out */
  | "too-many-near";

export interface SitingRunHead {
  readonly id: string;
  readonly scenarioId: string;
  readonly state: RunState;
  readonly why: RunFault;
  readonly askedBy: string | null;
  readonly askedAt: Date;
  readonly attempt: number;
  readonly heartbeatAt: Date | null;
  readonly isStopAsked: boolean;
  readonly objective: number | null;
  readonly bound: number | null;
  readonly gap: number | null;
  readonly seconds: number;
  readonly isProved: boolean;
  readonly finishedAt: Date | null;
}

export interface SitingRunRecord extends SitingRunHead {
  readonly question: SitingQuestion;
  readonly result: SitingOutcome | null;
}

export const isUnderWay = ({ state }: Pick<SitingRunHead, "state">): boolean => state === "waiting" || state === "running";

/** A run says that it lives every half second; one that was silent so long has lost its worker. */
const SILENT_MS = 30_000;

/** The line of questions, as one of them sees it. */
export interface Line {
  /** how many are worked at or come before it; null = it stands in no line */
  readonly before: number | null;
  /** whether anybody works through the line at all */
  readonly isWorkedAt: boolean;
}

/** Whoever worked at it is gone: another worker takes it up, or somebody says it is over. Waiting is not being gone. */
export function isCutOff(run: Pick<SitingRunHead, "state" | "heartbeatAt">, at: Date): boolean {
  if (run.state !== "running") return false;
  return run.heartbeatAt === null || at.getTime() - run.heartbeatAt.getTime() > SILENT_MS;
}

export const NAME_LENGTH = 80;
export const MOST_COMPARED = 3;
