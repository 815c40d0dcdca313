import type { Actor } from "~/modules/accounts/domain/actor";
import { isOpeningReason } from "~/modules/accounts/domain/sensitive-field";
import { subjectTrail, type SubjectTrail } from "~/modules/accounts/use-cases/subject-trail.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { takeOutValues, type TakenOut } from "~/modules/accounts/use-cases/take-out.server";
import type { City } from "~/modules/places/domain/city";
import {
  closedOfResident,
  registerFile,
  residentFileDoor,
  type RegisterFile,
} from "~/modules/residents/use-cases/resident-own-file.server";
import { alarmSteps } from "~/modules/work-orders/use-cases/alarm-own-file.server";
import { orderSteps } from "~/modules/work-orders/use-cases/order-own-file.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { careOwnRecords, type CareOwnRecords } from "../data/care-own-file.server";
import { checkOwnRecords, countNotesOfResident, type CheckOwnRecords } from "../data/check-own-records.server";
import {
  countBodies,
  findingsOfResident,
  visitRecords,
  visitsOfResident,
  type VisitRecords,
} from "../data/resident-visit-records.server";
import { FINDING } from "./open-found.server";

type Rows = readonly Readonly<Record<string, unknown>>[];

/** 本人资料: everything recorded of one resident, and who looked at it. */
export interface ResidentOwnFile
  extends RegisterRows, VisitRecords, CareOwnRecords, CheckOwnRecords, Omit<SubjectTrail, "totals" | "auditRetired"> {
  /** what was done about what was found, with its notes */
  readonly orderSteps: Rows;
  /** who was told while nobody answered, or nobody took up a danger */
  readonly alarmSteps: Rows;
}
type RegisterRows = RegisterFile["records"] & { readonly values: Rows; readonly contacts: Rows; readonly imports: Rows };

export interface TakenOwnFile {
  readonly name: string;
  readonly taken: TakenOut;
  readonly parts: ResidentOwnFile;
  readonly totals: SubjectTrail["totals"];
  readonly auditRetired: SubjectTrail["auditRetired"];
}

export interface OwnFileRefusal {
  readonly kind: "not-there" | "reason-missing" | "too-many-openings" | "too-many-in-file";
}

/** The rows of a sealed value where its column stands. */
const OPENED = { values: "value", contacts: "phone" } as const;

/**
 * Everything kept about a resident, as the law lets everybody ask for. That it leaves is on record, with its reason, before the first
 * value is opened: each sealed value of the register counts as opened, and what was said at the door as one more, and what was noted when a
 * visit was looked at again as another, however many visits there were, so that nobody has too long a life here to be given their own file.
 */
export async function residentOwnFile(
  actor: Actor,
  city: City,
  residentId: string,
  reason: string,
): Promise<Verdict<TakenOwnFile, OwnFileRefusal>> {
  const door = await residentFileDoor(actor, city.code, residentId);
  if (!door) return refused({ kind: "not-there" });
  if (!isOpeningReason(reason)) return refused({ kind: "reason-missing" });
  // Other people's deeds are beyond the actor's own view; what concerns this resident is theirs to know.
  const reader = systemActor("resident-file");
  const values = await inUnitOfWork(reader, async (uow) => {
    const { ids, closed } = await closedOfResident(uow, residentId);
    return closed.length + Math.min(1, await countBodies(uow, ids)) + Math.min(1, await countNotesOfResident(uow, ids));
  });
  const { name, areaCode, line } = door;
  const taken = await takeOutValues(actor, {
    ...{ action: "export:resident", subject: { kind: "resident", id: residentId }, areaCode, line },
    ...{ why: reason, field: "own-file", values },
  });
  if (!taken.ok) return taken;
  return inUnitOfWork<Verdict<TakenOwnFile, OwnFileRefusal>>(reader, async (uow) => {
    const register = await registerFile(uow, residentId);
    if (!register) return refused({ kind: "not-there" });
    const { totals, auditRetired, ...trail } = await subjectTrail(uow, register.ids);
    const opened = (part: keyof typeof OPENED) =>
      register.closed.filter((one) => one.part === part).map(({ columns, open }) => ({ ...columns, [OPENED[part]]: open() }));
    const visits = await visitsOfResident(uow, register.ids);
    const findings = await findingsOfResident(uow, register.ids);
    const parts = {
      ...{ ...register.records, values: opened("values"), contacts: opened("contacts"), imports: register.imports },
      ...(await visitRecords(uow, register.ids)),
      ...(await careOwnRecords(uow, register.ids)),
      ...(await checkOwnRecords(uow, visits)),
      orderSteps: await orderSteps(uow, FINDING, findings),
      alarmSteps: await alarmSteps(uow, { visits, findings }),
      ...trail,
    };
    return granted({ name, taken: taken.value, parts, totals, auditRetired });
  });
}
