import type { Line } from "~/shared/line";
import type { OrderClass, OrderState, Satisfaction, Settlement, StepKind } from "./work-order";

/** One order of a list. Times are ISO 8601. */
export interface ListedOrder {
  readonly id: string;
  readonly areaCode: string;
  readonly line: Line;
  readonly sourceKind: string;
  readonly sourceId: string;
  readonly topic: string;
  /** plain words of what it is, in the words of its source: which danger */
  readonly signs: readonly string[];
  readonly class: OrderClass;
  readonly state: OrderState;
  readonly foundAt: string;
  readonly receivedAt: string;
  readonly dueAt: string;
  readonly closedAt: string | null;
  readonly asksSecond: boolean;
  readonly assignedId: string | null;
}

/** One step as it was taken; the note is opened. */
export interface OrderStep {
  readonly id: string;
  readonly kind: StepKind;
  readonly personId: string | null;
  readonly at: string;
  readonly assignedId: string | null;
  readonly how: Settlement | null;
  readonly isSettled: boolean | null;
  readonly satisfaction: Satisfaction | null;
  readonly note: string | null;
}

export interface OrderPhotoSaid {
  readonly id: string;
  readonly addedBy: string | null;
  readonly addedAt: string;
}

export const ORDER_SHOWN = ["open", "overdue", "received", "acted", "closed"] as const;
export type OrderShown = (typeof ORDER_SHOWN)[number];

/** What a list of orders is asked for. */
export interface OrderFilter {
  readonly areaCode: string;
  readonly shown: OrderShown;
  readonly class: OrderClass | null;
  readonly isMine: boolean;
}

/** Where a page of the list ends: an hour and an id, nobody's name. */
export interface OrderTurn {
  readonly at: string;
  readonly id: string;
}

export interface OrderCounts {
  readonly open: number;
  readonly overdue: number;
  readonly received: number;
  readonly acted: number;
  readonly mine: number;
  readonly byClass: Readonly<Partial<Record<OrderClass, number>>>;
}
