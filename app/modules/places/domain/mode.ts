import type { CalendarDay, Dated } from "~/shared/calendar-day";

/** 运行模态: how the city runs. A heat wave, a flood or a festival is the cause; the kind says how much more is asked. */
export const MODE_KINDS = ["daily", "major-holiday", "major-task", "emergency"] as const;
export type ModeKind = (typeof MODE_KINDS)[number];

export const MODE_CAUSES = ["festival", "heat-wave", "cold-snap", "flood", "epidemic", "exercise", "other"] as const;
export type ModeCause = (typeof MODE_CAUSES)[number];

/** A mode holds for an area and what lies below it, between two days; outside all of them every day is daily. */
export interface Mode extends Dated {
  readonly id: string;
  readonly areaCode: string;
  readonly kind: Exclude<ModeKind, "daily">;
  readonly cause: ModeCause;
}

export interface ModeSaid extends Omit<Mode, "id"> {
  readonly to: CalendarDay;
}
