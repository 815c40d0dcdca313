import type { GeoPoint } from "~/shared/geo-point";
import type { CalendarDay } from "~/shared/calendar-day";
import type { Metres } from "~/shared/units";
import type { DemoCommunity, DemoDistrict, DemoPlaces } from "./demo-places";
import { fromGround, toGround } from "./district-ground";
import type { MadeOperator } from "./made-facility";
import type { RandomStream } from "./random-stream";

/** What the generators of facilities need to know of a place: names around it and the ground it may stand on. */
export interface CareSites {
  readonly communities: readonly DemoCommunity[];
  districtOf(code: string): DemoDistrict;
  streetName(code: string): string;
  /** 「郑州市金水区经八路街道某社区」 */
  addressIn(community: DemoCommunity): string;
  /** A point so far from where the community's people are, on its district's ground. */
  near(community: DemoCommunity, stream: RandomStream, reach?: { least: Metres; most: Metres }): GeoPoint;
}

export function careSites(places: DemoPlaces): CareSites {
  const districts = new Map(places.districts.map((district) => [district.area.code, district]));
  const streets = new Map(places.streets.map(({ code, name }) => [code, name]));
  const found = <T>(value: T | undefined, code: string): T => {
    if (value === undefined) throw new Error(`No area ${code} in the demo.`);
    return value;
  };
  const districtOf = (code: string) => found(districts.get(code.slice(0, 6)), code);
  const streetName = (code: string) => found(streets.get(code.slice(0, 9)), code);
  return {
    communities: places.communities,
    districtOf,
    streetName,
    addressIn: ({ code, name }) => `郑州市${districtOf(code).area.name}${streetName(code)}${name}`,
    near: (community, stream, { least, most } = { least: 50, most: 450 }) => {
      const { ground } = districtOf(community.code);
      const [x, y] = toGround(ground, community.at);
      for (let tries = 0; tries < 1_000; tries++) {
        const distance = least + Math.sqrt(stream.next()) * (most - least);
        const bearing = 2 * Math.PI * stream.next();
        const point = fromGround(ground, x + distance * Math.sin(bearing), y + distance * Math.cos(bearing));
        if (ground.holds(...toGround(ground, point))) return point;
      }
      throw new Error(`No site ${least}–${most} m from ${community.code} on its district's ground.`);
    },
  };
}

/** The so many best of a list by a score, in the list's order. */
export function best<T>(items: readonly T[], count: number, scoreOf: (item: T) => number): T[] {
  const ranked = items.map((item, i) => ({ i, score: scoreOf(item) })).sort((a, b) => b.score - a.score || a.i - b.i);
  const chosen = new Set(ranked.slice(0, count).map(({ i }) => i));
  return items.filter((_, i) => chosen.has(i));
}

export function shuffled<T>(items: readonly T[], stream: RandomStream): T[] {
  const order = [...items];
  for (let i = order.length - 1; i > 0; i--) {
    const j = stream.whole(0, i);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

/** A day between two years' months, the 1st or the 15th. */
export function dayBetween(
  stream: RandomStream,
  from: readonly [year: number, month: number],
  to: readonly [year: number, month: number],
): CalendarDay {
  const month = stream.whole(from[0] * 12 + from[1] - 1, to[0] * 12 + to[1] - 1);
  return calendarDay(Math.floor(month / 12), (month % 12) + 1, stream.percent(60) ? 1 : 15);
}

export const calendarDay = (year: number, month: number, day: number): CalendarDay =>
  `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;

/** The same day so many years later (never 29 February: days are 1st or 15th). */
export const yearsAfter = (day: CalendarDay, years: number): CalendarDay => `${Number(day.slice(0, 4)) + years}${day.slice(4)}`;

const DIGITS = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/** 1 → 一, 12 → 十二, 48 → 四十八; up to 99. */
export function chineseNumber(value: number): string {
  const [tens, units] = [Math.floor(value / 10), value % 10];
  return (tens > 1 ? DIGITS[tens]! : "") + (tens > 0 ? "十" : "") + (units > 0 ? DIGITS[units]! : "");
}

/** Operators with plainly invented names: 「示例养老服务一公司」. */
export function madeOperators(kind: MadeOperator["kind"], count: number, nameOf: (number: string) => string): MadeOperator[] {
  return Array.from({ length: count }, (_, i) => ({ name: nameOf(chineseNumber(i + 1)), kind }));
}
