import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { insertOpeningsOnce } from "../data/sensitive-openings.server";
import { VISIT_ASSIGNED } from "../domain/sensitive-field";

export interface AssignedOpening {
  readonly subjectId: string;
  readonly line: string;
  readonly areaCode: string;
  /** values opened */
  readonly howMany: number;
}

/**
 * A visit somebody is sent to is itself the reason to open what it needs: written down once a subject and day, without counting
 * towards what one person opens by hand in an hour.
 * @returns the subjects that were not on record since then
 */
export const noteAssignedOpenings = (
  uow: UnitOfWork,
  {
    subjectKind,
    field,
    since,
    openings,
  }: {
    readonly subjectKind: string;
    readonly field: string;
    readonly since: Date;
    readonly openings: readonly AssignedOpening[];
  },
): Promise<string[]> => insertOpeningsOnce(uow, { subjectKind, field, reason: VISIT_ASSIGNED, since }, openings);
