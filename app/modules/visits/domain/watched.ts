/** A door nobody opened, or a danger nobody took up, as the watch shows it. */
export interface WatchedAlarm {
  readonly id: string;
  readonly kind: string;
  /** which danger, in plain words of the visit log */
  readonly signs: readonly string[];
  /** of an order: why it rings */
  readonly why: string | null;
  readonly areaCode: string;
  readonly beganAt: string;
  /** of a danger that was told long afterwards: how many days; null = it was told within one */
  readonly daysLate: number | null;
  /** null = the ladder has no more rungs */
  readonly nextAt: string | null;
  readonly who: string;
  readonly isAccepted: boolean;
  /** who is asked at this moment */
  readonly asked: string;
  /** how urgent a family says it is; null = it is no family's request */
  readonly urgency: string | null;
  /** whose door it is, for whoever may know it; their file, for whoever may open it */
  readonly resident: {
    readonly residentId: string;
    readonly name: string;
    readonly cell: string | null;
    readonly mayRead: boolean;
  } | null;
}

/** People of an area, each once; an area's sum is that of the areas below it. */
export interface WatchedArea {
  readonly areaCode: string;
  readonly overdue: number;
  readonly dueToday: number;
  readonly seenToday: number;
  readonly noAnswer: number;
  readonly orders: number;
  readonly lateOrders: number;
}
