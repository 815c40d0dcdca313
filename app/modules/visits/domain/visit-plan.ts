import type { CalendarDay } from "~/shared/calendar-day";
import type { LeftOutReason } from "./left-out";
import type { PlanMethod } from "./planning-standards";
import type { ReportedAway } from "./reported-away";

export type PlanState = "planning" | "draft" | "published" | "replaced";
export type PlanKind = "week" | "ill";

/** Numbers of a finished search. */
export interface PlanFigures {
  readonly visits?: number;
  readonly rounds?: number;
  readonly pools?: number;
  /** residents without a position: no way to them is counted */
  readonly unplaced?: number;
  /** pins whose person does not work then; the visits were planned anew */
  readonly brokenPins?: number;
  readonly violations?: number;
  /** nobody works in these days, so nothing could be planned */
  readonly caregivers?: number;
  /** how it was reckoned; plans of earlier releases do not say */
  readonly method?: PlanMethod;
  /** ended before its time: by somebody, or cut off */
  readonly ended?: "asked" | "cut-off";
}

/** A visit that nobody makes. */
export interface UnassignedVisit {
  readonly residentId: string;
  readonly areaCode: string;
  readonly closesOn: CalendarDay;
  readonly cause: string;
  readonly minutes: number;
  readonly reasons: readonly { readonly personId: string; readonly reason: LeftOutReason }[];
  readonly elsewhere: number;
  /** nobody is sent before this is verified; there is no other reason then */
  readonly reported?: ReportedAway;
}

export interface PlanRecord {
  readonly id: string;
  readonly cityCode: string;
  readonly line: string;
  readonly areaCode: string;
  readonly firstOn: CalendarDay;
  readonly lastOn: CalendarDay;
  readonly state: PlanState;
  readonly kind: PlanKind;
  readonly why: string;
  readonly progress: number;
  readonly seconds: number;
  readonly figures: PlanFigures;
  readonly unassigned: readonly UnassignedVisit[];
  readonly personIds: readonly string[];
  readonly illId: string | null;
  readonly isPooled: boolean;
  readonly againOf: string | null;
  readonly baseIds: readonly string[];
  readonly beginsFrom: Date | null;
  readonly attempt: number;
  readonly heartbeatAt: Date | null;
  readonly savedAt: Date | null;
  readonly isStopAsked: boolean;
  readonly version: number;
  readonly askedBy: string | null;
  readonly askedAt: Date;
  readonly finishedAt: Date | null;
  readonly publishedBy: string | null;
  readonly publishedAt: Date | null;
}

/** Nobody has said anything of the run for so long that whoever did it is gone. */
const SILENT_MS = 30_000;

export const isCutOff = (
  { state, heartbeatAt, askedAt }: Pick<PlanRecord, "state" | "heartbeatAt" | "askedAt">,
  now: Date,
): boolean => state === "planning" && now.getTime() - (heartbeatAt ?? askedAt).getTime() > SILENT_MS;
