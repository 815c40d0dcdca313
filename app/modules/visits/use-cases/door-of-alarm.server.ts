import type { Actor } from "~/modules/accounts/domain/actor";
import { noteAssignedOpenings } from "~/modules/accounts/use-cases/note-assigned-openings.server";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import type { City } from "~/modules/places/domain/city";
import { valuesForVisit } from "~/modules/residents/use-cases/values-for-visit.server";
import { alarmInView, type AlarmInView } from "~/modules/work-orders/use-cases/alarms-in-view.server";
import { ALARMS } from "~/modules/work-orders/use-cases/open-alarm.server";
import { orderSeen } from "~/modules/work-orders/use-cases/orders-in-view.server";
import { today } from "~/platform/clock.server";
import { actAs, inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { calledTo } from "../data/watch-figures.server";
import { instantOf } from "./plan-basis.server";

export interface OpenedDoor {
  readonly address: string | null;
  readonly phone: string | null;
  readonly accessNote: string | null;
  readonly contacts: readonly {
    readonly id: string;
    readonly relation: string;
    readonly name: string;
    readonly phone: string | null;
  }[];
  /** false = of an order that is no danger: how one comes in, and whose family to ring, stay closed */
  readonly isWhole: boolean;
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
    const { values, isWhole } = await actAs(uow, ALARMS(city.code), async (step) => ({
      values: (await valuesForVisit(step, [door.residentId], day))[0],
      isWhole: await isAboutSomebody(step, found.alarm),
    }));
    if (!values) return refused({ kind: "not-there" as const });
    const { address, phone } = values;
    const opened = isWhole ? values.values : [address, phone].filter((value) => value !== null).length;
    const openings = [{ subjectId: door.residentId, line, areaCode, howMany: Math.max(1, opened) }];
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
    const { accessNote, contacts } = isWhole ? values : { accessNote: null, contacts: [] };
    return granted({ address, phone, accessNote, contacts, isWhole });
  });

/** A dripping tap is no reason to know where the key lies. */
const isAboutSomebody = async (uow: UnitOfWork, { source }: AlarmInView["alarm"]): Promise<boolean> =>
  source.kind !== "work-order" || (await orderSeen(uow, source.id))?.class === "danger";
