import type { Actor } from "~/modules/accounts/domain/actor";
import { noteAssignedOpenings } from "~/modules/accounts/use-cases/note-assigned-openings.server";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import type { City } from "~/modules/places/domain/city";
import { valuesForVisit } from "~/modules/residents/use-cases/values-for-visit.server";
import { alarmInView } from "~/modules/work-orders/use-cases/alarms-in-view.server";
import { ALARMS } from "~/modules/work-orders/use-cases/open-alarm.server";
import { today } from "~/platform/clock.server";
import { actAs, inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { calledTo } from "../data/watch-figures.server";
import { instantOf } from "./plan-basis.server";

export interface OpenedDoor {
  readonly address: string | null;
  readonly phone: string | null;
  readonly accessNote: string | null;
  readonly contacts: readonly { readonly relation: string; readonly name: string; readonly phone: string | null }[];
}

/** What whoever goes to a door must know, while its alarm runs: opened for whoever may act on it, and on record before it leaves. */
export const doorOfAlarm = (
  actor: Actor,
  city: City,
  id: string,
): Promise<Verdict<OpenedDoor, { readonly kind: "not-there" | "not-permitted" | "settled-already" }>> =>
  inUnitOfWork(actor, async (uow) => {
    const found = await alarmInView(uow, actor, id);
    const [door] = found ? await calledTo(uow, [id]) : [];
    if (!found || !door || found.alarm.cityCode !== city.code) return refused({ kind: "not-there" as const });
    if (!found.mayAct) return refused({ kind: "not-permitted" as const });
    if (found.alarm.settledAt) return refused({ kind: "settled-already" as const });
    const day = today(city.timeZone);
    const { areaCode, line } = found.alarm;
    const [values] = await actAs(uow, ALARMS(city.code), (step) => valuesForVisit(step, [door.residentId], day));
    if (!values) return refused({ kind: "not-there" as const });
    const openings = [{ subjectId: door.residentId, line, areaCode, howMany: Math.max(1, values.values) }];
    await noteAssignedOpenings(uow, {
      subjectKind: "resident",
      field: "alarm",
      since: instantOf(day, 0, city.timeZone),
      openings,
    });
    await recordAudit(uow, {
      ...{ action: "act-on:alarm", subject: { kind: "alarm", id }, areaCode, line, result: "done" },
      facts: { how: "opened-door", resident: door.residentId, source: found.alarm.source.kind },
    });
    const { address, phone, accessNote, contacts } = values;
    return granted({ address, phone, accessNote, contacts });
  });
