import {
  emptyShifts,
  emptyVisits,
  NO_PRICES,
  type PlanningPrices,
  type PlanningProblem,
} from "~/modules/visits/domain/planning-problem";
import { seededRandom } from "~/shared/seeded-random";

export interface MadeSizes {
  readonly visits: number;
  readonly caregivers: number;
  readonly days?: number;
  readonly prices?: Partial<PlanningPrices>;
  /** share of visits that need two people */
  readonly pairs?: number;
  readonly isOneWay?: boolean;
}

const HOUR = 3_600;

/** A planning question with every kind of constraint in it, the same for the same seed. Caregivers outnumber days nowhere. */
export function madePlanProblem(seed: number, sizes: MadeSizes): PlanningProblem {
  const random = seededRandom(seed);
  const between = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
  const days = sizes.days ?? 1;
  const people = sizes.caregivers;
  const homes = sizes.visits;
  const places = people + homes;
  const at = Array.from({ length: places }, () => [between(0, 6_000), between(0, 6_000)] as const);
  const modes = 2;
  const travel = new Float64Array(modes * places * places);
  for (let mode = 0; mode < modes; mode++)
    for (let from = 0; from < places; from++)
      for (let to = 0; to < places; to++)
        if (from !== to)
          travel[(mode * places + from) * places + to] =
            60 +
            Math.floor(Math.hypot(at[from]![0] - at[to]![0], at[from]![1] - at[to]![1]) / (mode ? 4 : 1.2)) +
            (sizes.isOneWay ? between(0, 90) : 0);
  const visits = emptyVisits(homes, people);
  for (let visit = 0; visit < homes; visit++) {
    visits.place[visit] = people + visit;
    visits.duration[visit] = between(10, 40) * 60;
    visits.opens[visit] = between(8, 13) * HOUR;
    visits.closes[visit] = visits.opens[visit]! + between(1, 5) * HOUR;
    visits.closesAtLatest[visit] = visits.closes[visit]! + (random() < 0.3 ? HOUR : 0);
    if (visit % 5 < 2) {
      visits.lastDay[visit] = days - 1;
      visits.closesThen[visit] = visits.opens[visit]! + HOUR / 2;
    }
    visits.days[visit] = random() < 0.4 ? (1 << days) - 1 : 1 << between(0, days - 1);
    visits.skills[visit] = random() < 0.7 ? 1 : 2;
    visits.resident[visit] = Math.floor(visit / 2);
    visits.gapDays[visit] = days > 2 ? between(0, 2) : 0;
    if (random() < 0.2) visits.phoneDuration[visit] = 300;
    for (let caregiver = 0; caregiver < people; caregiver++)
      visits.caregiverPrice[visit * people + caregiver] = random() < 0.1 ? Infinity : between(0, 3) * 100;
  }
  for (let visit = 0; visit + 1 < homes; visit += 2) {
    if (random() >= (sizes.pairs ?? 0)) continue;
    for (const column of [
      visits.duration,
      visits.opens,
      visits.closes,
      visits.closesAtLatest,
      visits.days,
      visits.place,
      visits.lastDay,
      visits.closesThen,
    ])
      column[visit + 1] = column[visit]!;
    visits.partner[visit] = visit + 1;
    visits.partner[visit + 1] = visit;
    visits.phoneDuration[visit] = visits.phoneDuration[visit + 1] = -1;
  }
  const shifts = emptyShifts(people * days);
  for (let shift = 0; shift < people * days; shift++) {
    const caregiver = Math.floor(shift / days);
    shifts.caregiver[shift] = shifts.startPlace[shift] = caregiver;
    shifts.endPlace[shift] = caregiver;
    shifts.day[shift] = shift % days;
    shifts.starts[shift] = between(7, 9) * HOUR;
    shifts.ends[shift] = shifts.starts[shift]! + between(4, 9) * HOUR;
    shifts.capacity[shift] = between(3, 8);
    shifts.mostWork[shift] = between(3, 8) * HOUR;
    shifts.ordinaryWork[shift] = shifts.mostWork[shift]! - HOUR;
    if (random() < 0.6) {
      shifts.breakFrom[shift] = 11.5 * HOUR;
      shifts.breakTo[shift] = 13 * HOUR;
      shifts.breakDuration[shift] = HOUR / 2;
      shifts.ends[shift] = Math.max(shifts.ends[shift]!, 14 * HOUR);
    }
  }
  return {
    places,
    travel,
    visits,
    shifts,
    caregivers: {
      count: people,
      skills: Int32Array.from({ length: people }, () => (random() < 0.5 ? 3 : 1)),
      mode: Int32Array.from({ length: people }, () => between(0, 1)),
    },
    prices: { ...NO_PRICES, ...sizes.prices },
  };
}
