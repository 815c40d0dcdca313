import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import type { City } from "~/modules/places/domain/city";
import type { IsolationCategory } from "~/modules/residents/domain/isolation-category";
import {
  alarmInView,
  alarmsForYou,
  alarmsRunning,
  askedNow,
  type AlarmInView,
} from "~/modules/work-orders/use-cases/alarms-in-view.server";
import { openFamilyRequests } from "~/modules/work-orders/use-cases/family-requests-in-view.server";
import { now, today } from "~/platform/clock.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import {
  alarmsByArea,
  calledTo,
  dueByArea,
  ordersByArea,
  seenByArea,
  type CalledTo,
  type OrdersOfArea,
} from "../data/watch-figures.server";
import type { WatchedAlarm, WatchedArea } from "../domain/watched";

export interface WatchInView {
  /** ISO 8601, the server's clock: what runs is counted from it */
  readonly at: string;
  readonly areas: readonly WatchedArea[];
  readonly orders: readonly Omit<OrdersOfArea, "areaCode">[];
  readonly alarms: readonly WatchedAlarm[];
  readonly mine: readonly WatchedAlarm[];
  readonly requests: { readonly open: number; readonly overdue: number };
}

const LINE = "civil-affairs";
const DIGITS_BELOW: Readonly<Record<number, number>> = { 4: 6, 6: 9, 9: 12, 12: 12 };
const CLASSES = ["danger", "utilities", "ordinary", "complex"] as const;

/** What nobody may overlook tonight, of an area and by the areas below it. */
export function watchInView(
  actor: Actor,
  city: City,
  areaCode: string,
  category: IsolationCategory | null,
): Promise<Verdict<WatchInView, { readonly kind: "not-permitted" }>> {
  if (!mayIn(actor, "read:visits", areaCode, LINE)) return Promise.resolve(refused({ kind: "not-permitted" }));
  return inUnitOfWork(actor, async (uow) => {
    const at = now();
    const { timeZone, code: cityCode } = city;
    const asked = { cityCode, timeZone, areaCode, digits: DIGITS_BELOW[areaCode.length] ?? 12, day: today(timeZone), category };
    const orders = await ordersByArea(uow, asked, at);
    const parts = [await dueByArea(uow, asked), await seenByArea(uow, asked), await alarmsByArea(uow, asked)];
    const running = await alarmsRunning(uow, cityCode, areaCode);
    return granted({
      ...{ at: at.toISOString(), areas: together(parts, orders), requests: await openFamilyRequests(uow, areaCode) },
      orders: CLASSES.map((name) => ({
        class: name,
        orders: orders.reduce((sum, row) => sum + (row.class === name ? row.orders : 0), 0),
        late: orders.reduce((sum, row) => sum + (row.class === name ? row.late : 0), 0),
      })),
      alarms: await shown(uow, running),
      mine: await shown(uow, await alarmsForYou(uow, actor, cityCode)),
    });
  });
}

const NOTHING = { overdue: 0, dueToday: 0, seenToday: 0, noAnswer: 0, orders: 0, lateOrders: 0 };

function together(
  parts: readonly (readonly (Partial<WatchedArea> & { readonly areaCode: string })[])[],
  orders: readonly OrdersOfArea[],
) {
  const areas = new Map<string, WatchedArea>();
  const at = (code: string): WatchedArea => areas.get(code) ?? { areaCode: code, ...NOTHING };
  for (const row of parts.flat()) areas.set(row.areaCode, { ...at(row.areaCode), ...row });
  for (const { areaCode, orders: open, late } of orders) {
    const area = at(areaCode);
    areas.set(areaCode, { ...area, orders: area.orders + open, lateOrders: area.lateOrders + late });
  }
  return [...areas.values()].sort((a, b) => (a.areaCode < b.areaCode ? -1 : 1));
}

type Running = Awaited<ReturnType<typeof alarmsRunning>>;

async function shown(uow: UnitOfWork, alarms: Running): Promise<WatchedAlarm[]> {
  const doors = new Map(
    (
      await calledTo(
        uow,
        alarms.map(({ id }) => id),
      )
    ).map(({ alarm, ...door }) => [alarm, door]),
  );
  const asked = await askedNow(uow, alarms);
  return alarms.map(({ id, source, areaCode, beganAt, nextAt, ladder, rung, acceptedBy }) => ({
    ...{ id, kind: source.kind, areaCode, beganAt: beganAt.toISOString(), nextAt: nextAt && nextAt.toISOString() },
    ...{
      who: ladder[rung]?.who ?? "authority",
      isAccepted: acceptedBy !== null,
      asked: asked[id] ?? "",
      resident: doors.get(id) ?? null,
    },
  }));
}

/** «请您处理», for whoever was told, wherever they look. */
export const forYouNow = (actor: Actor, city: City): Promise<{ readonly at: string; readonly mine: readonly WatchedAlarm[] }> =>
  inUnitOfWork(actor, async (uow) => ({
    at: now().toISOString(),
    mine: await shown(uow, await alarmsForYou(uow, actor, city.code)),
  }));

export interface OneAlarm extends AlarmInView {
  readonly at: string;
  readonly resident: Omit<CalledTo, "alarm"> | null;
}

export const oneAlarm = (actor: Actor, city: City, id: string): Promise<OneAlarm | null> =>
  inUnitOfWork(actor, async (uow) => {
    const found = await alarmInView(uow, actor, id);
    if (found?.alarm.cityCode !== city.code) return null;
    const [door] = await calledTo(uow, [id]);
    return { ...found, at: now().toISOString(), resident: door ?? null };
  });
