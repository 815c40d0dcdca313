import type { CalendarDay } from "~/shared/calendar-day";

/** 待核实: the last that a visit, or their family, told of somebody is that they died, moved, are in hospital or away, and their file has not said where they are since. */
export interface ReportedAway {
  readonly outcome: "deceased" | "moved" | "in-hospital" | "away";
  /** the day of the visit that told it, or from which a family did */
  readonly day: CalendarDay;
  /** their contact, by relation: nobody was there and saw it */
  readonly relation?: string;
  /** the last day, as the family said it */
  readonly until?: CalendarDay;
}

/** The step of the file that settles it: an exit or a move, or days away. */
export const verifiedAt = ({ outcome }: ReportedAway): "life" | "days" =>
  outcome === "deceased" || outcome === "moved" ? "life" : "days";
