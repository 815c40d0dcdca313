import type { Actor } from "~/modules/accounts/domain/actor";
import { may, mayIn } from "~/modules/accounts/domain/may";
import type { City } from "~/modules/places/domain/city";
import type { IsolationCategory } from "~/modules/residents/domain/isolation-category";
import {
  alarmInView,
  alarmsRunning,
  alarmsToldTo,
  askedNow,
  type AlarmInView,
} from "~/modules/work-orders/use-cases/alarms-in-view.server";
import { daysBeforeReceived } from "~/modules/work-orders/domain/due-clock";
import { ordersOfSources, orderSeen } from "~/modules/work-orders/use-cases/orders-in-view.server";
import { openFamilyRequests, urgenciesOfRequests } from "~/modules/work-orders/use-cases/family-requests-in-view.server";
import { now, today } from "~/platform/clock.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { refusalsWaiting, refusedOne } from "../data/refused-desk.server";
import {
  alarmsByArea,
  calledTo,
  dueByArea,
  ordersByArea,
  seenByArea,
  type CalledTo,
  type OrdersOfArea,
} from "../data/watch-figures.server";
import { toldByFamilies, type ToldByFamily } from "../data/reported-away.server";
import { foundOn } from "../data/findings.server";
import type { WatchedAlarm, WatchedArea } from "../domain/watched";
import { FINDING } from "./open-found.server";

export interface WatchInView {
  /** ISO 8601, the server's clock: what runs is counted from it */
  readonly at: string;
  readonly areas: readonly WatchedArea[];
  readonly orders: readonly Omit<OrdersOfArea, "areaCode">[];
  readonly alarms: WatchedPage;
  readonly mine: WatchedPage;
  readonly requests: { readonly open: number; readonly overdue: number };
  /** whom their family reported in hospital or away */
  readonly families: readonly ToldByFamily[];
  /** what phones sent and was not accepted, still waiting for somebody */
  readonly refused: number;
}

/** Some of a list, and how many there are in all. */
export interface WatchedPage {
  readonly alarms: readonly WatchedAlarm[];
  readonly inAll: number;
}
/** After how many of a list its page begins. */
export interface WatchSkips {
  readonly alarms: number;
  readonly mine: number;
}

const LINE = "civil-affairs";
const MOST_FAMILIES = 20;
const DIGITS_BELOW: Readonly<Record<number, number>> = { 4: 6, 6: 9, 9: 12, 12: 12 };
const CLASSES = ["danger", "utilities", "ordinary", "complex"] as const;

/** What nobody may overlook tonight, of an area and by the areas below it. */
export function watchInView(
  actor: Actor,
  city: City,
  areaCode: string,
  category: IsolationCategory | null,
  skips: WatchSkips = { alarms: 0, mine: 0 },
): Promise<Verdict<WatchInView, { readonly kind: "not-permitted" }>> {
  if (!mayIn(actor, "read:visits", areaCode, LINE)) return Promise.resolve(refused({ kind: "not-permitted" }));
  return inUnitOfWork(actor, async (uow) => {
    const at = now();
    const { timeZone, code: cityCode } = city;
    const asked = { cityCode, timeZone, areaCode, digits: DIGITS_BELOW[areaCode.length] ?? 12, day: today(timeZone), category };
    const orders = await ordersByArea(uow, asked, at);
    const parts = [await dueByArea(uow, asked), await seenByArea(uow, asked), await alarmsByArea(uow, asked)];
    const running = await alarmsRunning(uow, cityCode, areaCode, skips.alarms);
    return granted({
      ...{ at: at.toISOString(), areas: together(parts, orders), requests: await openFamilyRequests(uow, areaCode) },
      families: await toldByFamilies(uow, cityCode, areaCode, MOST_FAMILIES),
      refused: await refusalsWaiting(uow, cityCode, areaCode),
      orders: CLASSES.map((name) => ({
        class: name,
        orders: orders.reduce((sum, row) => sum + (row.class === name ? row.orders : 0), 0),
        late: orders.reduce((sum, row) => sum + (row.class === name ? row.late : 0), 0),
      })),
      alarms: await shown(uow, running),
      mine: await shown(uow, await alarmsToldTo(uow, actor, cityCode, skips.mine)),
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

async function shown(uow: UnitOfWork, { alarms, inAll }: Running): Promise<WatchedPage> {
  const doors = new Map(
    (
      await calledTo(
        uow,
        alarms.map(({ id }) => id),
      )
    ).map(({ alarm, ...door }) => [alarm, door]),
  );
  const asked = await askedNow(uow, alarms);
  const families = alarms.filter(({ source }) => source.kind === "family-request").map(({ source }) => source.id);
  const urgencies = await urgenciesOfRequests(uow, families);
  const listed = alarms.map(({ id, source, signs, why, areaCode, beganAt, openedAt, nextAt, ladder, rung, acceptedBy }) => ({
    ...{ id, kind: source.kind, signs, why, areaCode, beganAt: beganAt.toISOString(), nextAt: nextAt && nextAt.toISOString() },
    daysLate: daysLate(source.kind, beganAt, openedAt),
    ...{
      who: ladder[rung]?.who ?? "authority",
      isAccepted: acceptedBy !== null,
      asked: asked[id] ?? "",
      urgency: urgencies.get(source.id) ?? null,
      resident: doors.get(id) ?? null,
    },
  }));
  return { alarms: listed, inAll };
}

const daysLate = (kind: string, beganAt: Date, openedAt: Date): number | null =>
  kind === "finding" ? daysBeforeReceived({ foundAt: beganAt.toISOString(), receivedAt: openedAt.toISOString() }) : null;

/** «请您处理», for whoever was told, wherever they look. */
export const forYouNow = (actor: Actor, city: City, skip = 0): Promise<{ readonly at: string; readonly mine: WatchedPage }> =>
  inUnitOfWork(actor, async (uow) => ({
    at: now().toISOString(),
    mine: await shown(uow, await alarmsToldTo(uow, actor, city.code, skip)),
  }));

export interface OneAlarm extends AlarmInView {
  readonly at: string;
  readonly resident: Omit<CalledTo, "alarm"> | null;
  readonly about: AboutAlarm;
}

/** What it began with, as far as the reader may open it: the visit, and the work order. */
export interface AboutAlarm {
  readonly eventId: string | null;
  readonly orderId: string | null;
  readonly requestId: string | null;
  readonly refusedId: string | null;
  /** how urgent a family says it is */
  readonly urgency: string | null;
  readonly isDanger: boolean;
  readonly daysLate: number | null;
}

async function aboutAlarm(
  uow: UnitOfWork,
  actor: Actor,
  { source, signs, cityCode, beganAt, openedAt }: AlarmInView["alarm"],
): Promise<AboutAlarm> {
  const none = { eventId: null, orderId: null, requestId: null, refusedId: null, urgency: null, isDanger: false, daysLate: null };
  if (source.kind === "visit") return { ...none, eventId: source.id };
  if (source.kind === "family-request")
    return { ...none, requestId: source.id, urgency: (await urgenciesOfRequests(uow, [source.id])).get(source.id) ?? null };
  if (source.kind === "refused-record") {
    const row = may(actor, "read:visits") ? await refusedOne(uow, cityCode, source.id) : null;
    return { ...none, refusedId: row?.id ?? null, isDanger: signs.length > 0 };
  }
  const order =
    source.kind === "work-order"
      ? await orderSeen(uow, source.id)
      : (await ordersOfSources(uow, FINDING, [source.id]))[source.id];
  const finding = source.kind === "finding" ? source.id : order?.sourceKind === FINDING ? order.sourceId : null;
  const [found] = finding ? await foundOn(uow, [finding]) : [];
  const isDanger = source.kind === "finding" || signs.length > 0;
  return {
    ...none,
    eventId: found?.eventId ?? null,
    orderId: order?.id ?? null,
    isDanger,
    daysLate: daysLate(source.kind, beganAt, openedAt),
  };
}

export const oneAlarm = (actor: Actor, city: City, id: string): Promise<OneAlarm | null> =>
  inUnitOfWork(actor, async (uow) => {
    const found = await alarmInView(uow, actor, id);
    if (found?.alarm.cityCode !== city.code) return null;
    const [door] = await calledTo(uow, [id]);
    return { ...found, at: now().toISOString(), resident: door ?? null, about: await aboutAlarm(uow, actor, found.alarm) };
  });
