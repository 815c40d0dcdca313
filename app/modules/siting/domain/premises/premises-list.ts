import type { CalendarDay } from "~/shared/calendar-day";
import type { Fire, Premises } from "./premises";
import type { Stage, StageStep, Standing } from "./premises-stage";

/** One line of the list. */
export interface PremisesRow extends Omit<Premises, "contactCipher"> {
  readonly hasContact: boolean;
  readonly standing: Standing;
  readonly changedOn: CalendarDay;
}

/** How many stand at each stage under a filter, whatever stage the filter names; and what the filter itself finds. */
export interface PremisesFigures {
  readonly stages: Readonly<Record<Stage | "dropped", number>>;
  readonly found: number;
  readonly unplaced: number;
  readonly areaM2: number;
}

export interface PremisesPage {
  readonly rows: readonly PremisesRow[];
  readonly page: number;
  readonly pages: number;
  readonly figures: PremisesFigures;
}

/** A step with who took it. */
export interface SignedStep extends StageStep {
  readonly by: string | null;
}

/** A place siting may choose from. */
export interface PremisesCandidate {
  readonly id: string;
  readonly name: string;
  readonly lon: number;
  readonly lat: number;
  readonly areaCode: string;
  readonly areaM2: number | null;
  /** the lowest floor, −1 = first below ground; null = not known */
  readonly floor: number | null;
  /** null = not known */
  readonly hasLift: boolean | null;
  readonly buildCostFen: number | null;
  readonly yearlyCostFen: number | null;
  readonly rentFen: number | null;
  readonly places: number | null;
  readonly stage: Stage;
  readonly quality: "exact" | "approximate";
  readonly fire: Fire;
  readonly leaseUntil: CalendarDay | null;
  readonly leaseWords: string;
}

/** Premises at the stages asked for that siting does not choose from. */
export interface PremisesLeftOut {
  /** nobody knows where they are */
  readonly unplaced: number;
  /** placed, and cannot pass the fire inspection */
  readonly unfit: number;
}
