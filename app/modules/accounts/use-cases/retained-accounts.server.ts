import { now } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { deletePersonRow } from "../data/person-record.server";
import {
  forgetOpenings,
  longLeft,
  overdueAudit,
  overdueOpenings,
  overduePeople,
  overdueSessions,
} from "../data/retention.server";
import { isLineOrAll } from "../domain/line";
import { recordAudit } from "./record-audit.server";
import { removeExpiredSessions } from "./remove-expired-sessions.server";
import type { RetainedKind } from "./retained-kind.server";
import { systemActor } from "./system-actor.server";

const KEEPER = systemActor("retention");
const PIECE = 200;

export const retainedAccounts: readonly RetainedKind[] = [
  // What is over is over: sessions know their own end, so the days of the rule can only be none.
  { kind: "sessions", overdue: (uow) => overdueSessions(uow, now()), forget: () => removeExpiredSessions() },
  {
    kind: "sensitive-openings",
    overdue: overdueOpenings,
    forget: (before) => inUnitOfWork(KEEPER, (uow) => forgetOpenings(uow, before)),
  },
  { kind: "audit", overdue: overdueAudit, forget: null },
  { kind: "left-people", overdue: overduePeople, forget: forgetLeft },
];

/** Name, sign-in and sealed numbers go; what they did stays counted under an id that names nobody. */
async function forgetLeft(before: Date): Promise<number> {
  let gone = 0;
  for (;;) {
    const piece = await inUnitOfWork(KEEPER, async (uow) => {
      const people = await longLeft(uow, before, PIECE);
      for (const { id, areaCode, line } of people) {
        await deletePersonRow(uow, id);
        await recordAudit(uow, {
          ...{ action: "delete:person", subject: { kind: "person", id }, areaCode, line: isLineOrAll(line) ? line : "" },
          ...{ result: "done", why: "retention" },
        });
      }
      return people.length;
    });
    gone += piece;
    if (piece < PIECE) return gone;
  }
}
