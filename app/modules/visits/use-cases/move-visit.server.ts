import { validate as isUuid } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import type { City } from "~/modules/places/domain/city";
import { areaMiddles, walkingGround } from "~/modules/places/use-cases/walking-ground.server";
import { homesForPlanning } from "~/modules/residents/use-cases/homes-for-planning.server";
import { inUrgentThread } from "~/platform/threads.server";
import { rollBack, type UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { caregiversInScope, plannedAround, type PlannedRow } from "../data/plan-basis.server";
import { replacePlannedDays, setPinned } from "../data/planned-days.server";
import { stepPlan } from "../data/visit-plans.server";
import type { DayOfOne, MoveAnswer, MoveAsked, MoveFault } from "../domain/plan-move";
import type { PlanRecord } from "../domain/visit-plan";
import { askedOf, momentOf, planDays, scopeOf } from "./plan-basis.server";
import { planningStandards } from "./planning-standards.server";
import { withPlan, type PlanRefusal } from "./plan-steps.server";
import { plannedRow } from "./run-plan.server";

export interface MoveWish {
  readonly visitId: string;
  readonly personId: string;
  readonly day: CalendarDay;
}

export interface MoveTold extends Omit<MoveAnswer, "stops" | "faults"> {
  readonly faults: readonly (MoveFault | "two-together" | "same-place")[];
  readonly version: number;
}

interface Tried {
  readonly told: MoveTold;
  readonly write: (uow: UnitOfWork, isPinned: boolean) => Promise<void>;
}

/** Whether a visit of a draft may move to another day or person, what that costs, or what it would break. Nothing is written. */
export const weighMove = (actor: Actor, city: City, planId: string, wish: MoveWish): Promise<Verdict<MoveTold, PlanRefusal>> =>
  withPlan(actor, city, planId, async (uow, plan) => {
    const tried = await tryIt(uow, city, plan, wish);
    return tried.ok ? granted(tried.value.told) : tried;
  });

/** Moves it, as weighed; what would break something is refused with its names. `version` is the draft that was looked at. */
export const moveVisit = (
  actor: Actor,
  city: City,
  planId: string,
  wish: MoveWish & { readonly version: number; readonly isPinned: boolean },
): Promise<Verdict<MoveTold, PlanRefusal>> =>
  withPlan<MoveTold>(actor, city, planId, async (uow, plan) => {
    if (plan.version !== wish.version) return refused({ kind: "changed-meanwhile" });
    const tried = await tryIt(uow, city, plan, wish);
    if (!tried.ok || tried.value.told.faults.length > 0) return tried.ok ? granted(tried.value.told) : tried;
    if (!(await stepPlan(uow, plan, "draft", {}))) rollBack(refused({ kind: "changed-meanwhile" }));
    await tried.value.write(uow, wish.isPinned);
    await changed(uow, plan, "moved");
    return granted({ ...tried.value.told, version: plan.version + 1 });
  });

/** Pins a visit where it is, or lets it go again; both halves of a visit for two. */
export const pinVisit = (actor: Actor, city: City, planId: string, visitId: string, isPinned: boolean) =>
  withPlan<true>(actor, city, planId, async (uow, plan) => {
    if (plan.state !== "draft") return refused({ kind: "not-a-draft" });
    if (!isUuid(visitId)) return refused({ kind: "not-there" });
    // Published meanwhile, it is nobody's draft any more: a pin there would hold next week's plan without anybody's word.
    if (!(await stepPlan(uow, plan, "draft", {}))) return refused({ kind: "changed-meanwhile" });
    if (!(await setPinned(uow, plan.id, visitId, isPinned))) rollBack(refused({ kind: "not-there" }));
    await changed(uow, plan, isPinned ? "pinned" : "let-go");
    return granted(true);
  });

const changed = (uow: UnitOfWork, { id, areaCode, line }: PlanRecord, how: string) =>
  recordAudit(uow, {
    ...{
      action: "change:visit-plan",
      subject: { kind: "visit-plan", id },
      areaCode,
      line: line as "civil-affairs",
      result: "done",
    },
    facts: { how },
  });

async function tryIt(uow: UnitOfWork, city: City, plan: PlanRecord, wish: MoveWish): Promise<Verdict<Tried, PlanRefusal>> {
  if (plan.state !== "draft" || !plan.beginsFrom) return refused({ kind: "not-a-draft" });
  const isDay = planDays(plan.firstOn, plan.lastOn, city.timeZone).some(({ day }) => day === wish.day);
  if (!isDay || !isUuid(wish.personId) || !isUuid(wish.visitId)) return refused({ kind: "not-there" });
  const rows = await plannedAround(uow, plan.id, city.timeZone, wish);
  const moved = rows.find(({ id }) => id === wish.visitId);
  if (!moved) return refused({ kind: "not-there" });
  const people = await caregiversInScope(uow, scopeOf(plan, city.timeZone), [...new Set([moved.personId, wish.personId])]);
  if (!people.some(({ id }) => id === wish.personId)) return refused({ kind: "not-there" });
  const isUsual = (id: string) => id === moved.responsibleId || id === moved.deputyId;
  const unmoved = (fault: "two-together" | "same-place"): Verdict<Tried, PlanRefusal> => {
    const isByUsual = { before: isUsual(moved.personId), after: isUsual(wish.personId) };
    const told = { faults: [fault], travelMinutes: 0, travelMetres: 0, begins: null, isByUsual, version: plan.version };
    return granted({ told, write: () => Promise.resolve() });
  };
  if (moved.personId === wish.personId && moved.day === wish.day) return unmoved("same-place");
  // The two halves share their hour: planning again finds one for both, moving one does not.
  if (moved.pairId !== null) return unmoved("two-together");
  const { asked, kept } = await moveAsked(uow, city, plan, { rows, moved, wish, people });
  const ground = await walkingGround(uow, city.code);
  const input = { asked: { ...asked, town: { ...asked.town, ground } }, streets: ground.streets };
  const answer = await inUrgentThread<typeof input, MoveAnswer>("try-move", input);
  const { stops, ...told } = answer;
  return granted({
    told: { ...told, version: plan.version },
    write: (step, isPinned) =>
      replacePlannedDays(
        step,
        plan.id,
        kept.map(({ id }) => id),
        stops.map((stop) => {
          const row = kept[stop.record]!;
          const visit = asked.town.visits[stop.record]!;
          const isHeld = row.id === moved.id ? isPinned : row.isPinned;
          const { isPhoneEnough } = row;
          return { ...plannedRow(visit, stop, row.pairId, city.timeZone), id: row.id, isPinned: isHeld, isPhoneEnough };
        }),
      ),
  });
}

interface Around {
  readonly rows: readonly PlannedRow[];
  readonly moved: PlannedRow;
  readonly wish: MoveWish;
  readonly people: Awaited<ReturnType<typeof caregiversInScope>>;
}

/** The two days the move touches, as a planning question of their own; `kept` are their rows in its order. */
async function moveAsked(uow: UnitOfWork, city: City, plan: PlanRecord, { rows, moved, wish, people }: Around) {
  const isOn = (row: PlannedRow, personId: string, day: CalendarDay) => row.personId === personId && row.day === day;
  const kept = rows.filter((row) => isOn(row, moved.personId, moved.day) || isOn(row, wish.personId, wish.day));
  const homes = await homesForPlanning(uow, [...new Set(kept.map(({ residentId }) => residentId))]);
  const middles = await areaMiddles(uow, city.code, [...new Set([...kept, ...people].map(({ areaCode }) => areaCode))]);
  const visits = kept.map((row) => {
    const isFixed = row.id !== moved.id && (row.isPinned || row.pairId !== null);
    return {
      ...askedOf(row),
      ...{
        home: homes.get(row.residentId) ?? middles.get(row.areaCode) ?? null,
        needsTwo: false,
        published: [],
        isPinKept: true,
      },
      // A visit stays a visit and a call a call, wherever it goes.
      ...{ isOutside: false, isCall: row.channel === "phone", isPhoneEnough: row.channel === "phone" },
      pinned: isFixed ? [{ personId: row.personId, day: row.day, minute: row.minute }] : [],
    };
  });
  const dayOf = (personId: string, day: CalendarDay): DayOfOne => {
    const theirs = kept.flatMap((row, at) => (isOn(row, personId, day) ? [{ at, isCall: row.channel === "phone" }] : []));
    const of = (isCall: boolean) => theirs.filter((each) => each.isCall === isCall).map(({ at }) => at);
    return { personId, day, stops: of(false), calls: of(true) };
  };
  const from = momentOf(plan.beginsFrom!, city.timeZone);
  const asked: MoveAsked = {
    town: {
      ...{ days: planDays(plan.firstOn, plan.lastOn, city.timeZone), visits, isPooled: plan.isPooled },
      from: from.day < plan.firstOn ? { day: plan.firstOn, minute: 0 } : from,
      ground: { barriers: [], detour: 1, footKmh: 1 },
      standards: (await planningStandards(uow, city.code)).values,
      caregivers: people.map((one) => ({ ...one, home: one.home ?? middles.get(one.areaCode) ?? null })),
    },
    ...{ moved: kept.indexOf(moved), from: dayOf(moved.personId, moved.day), to: dayOf(wish.personId, wish.day) },
    otherDays: rows.flatMap((row) => (row.residentId === moved.residentId && row.id !== moved.id ? [row.day] : [])),
  };
  return { asked, kept };
}
