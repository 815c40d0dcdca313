import type { VisitChannel, VisitOutcome } from "./visit-log";

/** One line of the 探访台账. */
export interface LedgerRow {
  readonly id: string;
  readonly residentId: string;
  readonly name: string;
  readonly areaCode: string;
  readonly beganAt: string;
  readonly receivedAt: string;
  /** 补录: whole days between the visit and the day it came in */
  readonly daysLate: number;
  readonly minutes: number;
  readonly outcome: VisitOutcome;
  readonly channel: VisitChannel;
  readonly authorId: string;
  readonly uploaderId: string;
  readonly findings: number;
}
