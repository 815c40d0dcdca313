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
import type { RetainedKind, ToldOfGone } from "./retained-kind.server";
import { systemActor } from "./system-actor.server";

const KEEPER = systemActor("retention");
const PIECE = 200;

export const retainedAccounts: readonly RetainedKind[] = [
  // What is over is over: sessions know their own end, so the days of the rule can only be none.
  { kind: "sessions", overdue: (uow) => overdueSessions(uow, now()), forget: (_, told) => removeExpiredSessions(told) },
  {
    kind: "sensitive-openings",
    overdue: overdueOpenings,
    forget: (before, told) =>
      inUnitOfWork(KEEPER, async (uow) => {
        const gone = await forgetOpenings(uow, before);
        await told(uow, gone);
        return gone;
      }),
  },
  { kind: "audit", overdue: overdueAudit, forget: null },
  { kind: "left-people", overdue: overduePeople, forget: forgetLeft },
];

/** Name, sign-in and sealed numbers go; what they did stays counted under an id that names nobody. */
async function forgetLeft(before: Date, told: ToldOfGone): Promise<number> {
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
      await told(uow, people.length);
      return people.length;
    });
    gone += piece;
    if (piece < PIECE) return gone;
  }
}
