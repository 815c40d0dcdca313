import type { Actor } from "~/modules/accounts/domain/actor";
import { noteAssignedOpenings } from "~/modules/accounts/use-cases/note-assigned-openings.server";
import { openSensitive, type OpeningRefusal, type OpeningWish } from "~/modules/accounts/use-cases/open-sensitive.server";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import type { City } from "~/modules/places/domain/city";
import { alarmInView, type AlarmInView } from "~/modules/work-orders/use-cases/alarms-in-view.server";
import { saidOnCallsOf, type SaidOnCall } from "~/modules/work-orders/use-cases/note-call.server";
import { today } from "~/platform/clock.server";
import { unlessUnopened } from "~/platform/sealed-value.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { calledTo } from "../data/watch-figures.server";
import { instantOf } from "./plan-basis.server";

/** By the step it stands on. */
export type OpenedCalls = Readonly<Record<string, SaidOnCall>>;

/** Why somebody opens it, as they said. */
export function wishFromForm(form: FormData): OpeningWish {
  const text = (name: string): string => String(form.get(name) ?? "").slice(0, 100);
  return { reason: text("reason"), noteId: text("note") };
}

interface Subject {
  readonly kind: string;
  readonly id: string;
}

/** Whose trail it stands in: the resident's, where the alarm is about one. */
async function subjectOf(uow: UnitOfWork, id: string): Promise<Subject> {
  const [door] = await calledTo(uow, [id]);
  return door ? { kind: "resident", id: door.residentId } : { kind: "alarm", id };
}

/**
 * What was said on the calls about an alarm. While it runs, whoever handles it opens that, on record; afterwards it takes a right
 * to open what is sensitive, and a reason.
 */
export async function openCalls(
  actor: Actor,
  city: City,
  id: string,
  wish: OpeningWish,
): Promise<Verdict<OpenedCalls, OpeningRefusal>> {
  const seen = await inUnitOfWork(actor, async (uow) => {
    const found = await alarmInView(uow, actor, id);
    if (found?.alarm.cityCode !== city.code) return null;
    return { ...found, subject: await subjectOf(uow, id) };
  });
  if (!seen) return refused({ kind: "not-there" });
  const { alarm, mayAct, subject } = seen;
  if (mayAct && alarm.settledAt === null) return openAsHandled(actor, city, id, seen);
  const opened = await openSensitive(
    actor,
    {
      ...{ ...subject, field: "alarm-calls", permission: "read:visits" },
      find: async (uow) => {
        const open = await saidOnCallsOf(uow, id);
        return open && { areaCode: alarm.areaCode, line: alarm.line, open };
      },
    },
    wish,
  );
  return opened.ok ? granted(JSON.parse(opened.value) as OpenedCalls) : opened;
}

function openAsHandled(
  actor: Actor,
  city: City,
  id: string,
  { alarm: { areaCode, line, source }, subject }: Pick<AlarmInView, "alarm"> & { readonly subject: Subject },
): Promise<Verdict<OpenedCalls, OpeningRefusal>> {
  return inUnitOfWork<Verdict<OpenedCalls, OpeningRefusal>>(actor, async (uow) => {
    const open = await saidOnCallsOf(uow, id);
    if (!open) return refused({ kind: "not-there" });
    const value = unlessUnopened(open);
    if (value === null) return refused({ kind: "does-not-open" });
    const calls = JSON.parse(value) as OpenedCalls;
    const openings = [{ subjectId: subject.id, line, areaCode, howMany: Math.max(1, Object.keys(calls).length) }];
    const since = instantOf(today(city.timeZone), 0, city.timeZone);
    await noteAssignedOpenings(uow, { subjectKind: subject.kind, field: "alarm-calls", since, openings });
    await recordAudit(uow, {
      ...{ action: "act-on:alarm", subject: { kind: "alarm", id }, areaCode, line, result: "done" },
      facts: { how: "opened-calls", source: source.kind, ...(subject.kind === "resident" ? { resident: subject.id } : {}) },
    });
    return granted(calls);
  });
}
