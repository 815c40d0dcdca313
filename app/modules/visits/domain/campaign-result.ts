/** How it went with somebody a campaign meant: reached by its hour, only later, tried in vain, not tried, or not there to be asked. */
export const REACHED_STATES = ["reached", "late", "tried", "notTried", "absent"] as const;
export type ReachedState = (typeof REACHED_STATES)[number];

export type CampaignCounts = Readonly<Record<ReachedState, number>>;

/** Everybody that was to be reached: in hospital or away is none of them. */
export const askedBy = ({ reached, late, tried, notTried }: CampaignCounts): number => reached + late + tried + notTried;

export interface MeantPerson {
  readonly id: string;
  readonly name: string;
  readonly areaCode: string;
  readonly cell: string | null;
  readonly responsibleId: string | null;
  readonly state: ReachedState;
  /** when somebody reached them, ISO 8601 */
  readonly reachedAt: string | null;
  readonly channel: string | null;
  /** how the last try went */
  readonly outcome: string | null;
}

/** Where a page ends; it stands in addresses, so it holds no name. */
export interface MeantTurn {
  readonly areaCode: string;
  readonly id: string;
}
