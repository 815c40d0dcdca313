import { actAs } from "~/platform/unit-of-work.server";
import { granted, refused } from "~/shared/verdict";
import { deletePersonRow, isLastAdministrator, placeOfPerson } from "../data/person-record.server";
import { staffNames } from "../data/staff-names.server";
import type { ApprovalKind } from "./approval-kind.server";
import { recordAudit } from "./record-audit.server";
import { systemActor } from "./system-actor.server";
import { holdsNothingBeyond } from "./within-own.server";

/**
 * Takes somebody's account away for good: name, sign-in, sessions, grants and sealed numbers. What they did stays on record
 * under an id that names nobody any more.
 */
export const deletePerson: ApprovalKind = {
  kind: "delete-person",
  permission: "write:people",
  days: 7,
  async find(uow, subjectId) {
    const place = await placeOfPerson(uow, subjectId);
    return place && { ...place, concerns: subjectId };
  },
  isBeyond: async (uow, actor, subjectId) => !(await holdsNothingBeyond(uow, actor, subjectId)),
  names: staffNames,
  async carryOut(uow, { subjectId, areaCode, line, id }) {
    // Whoever looks only at the person's own area does not see who administers the rest.
    const isLast = await actAs(uow, systemActor("last-administrator"), (everywhere) =>
      isLastAdministrator(everywhere, subjectId),
    );
    if (isLast) return refused({ kind: "last-administrator" });
    if (!(await deletePersonRow(uow, subjectId))) return refused({ kind: "not-there" });
    await recordAudit(uow, {
      ...{ action: "delete:person", subject: { kind: "person", id: subjectId }, areaCode, line, result: "done", why: id },
    });
    return granted(null);
  },
};
