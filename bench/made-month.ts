import { emptyShifts, emptyVisits, type PlanningProblem } from "~/modules/visits/domain/planning-problem";
import { seededRandom } from "~/shared/seeded-random";

const HOUR = 3_600;
const WORKDAYS = [0, 1, 2, 3, 4];

/**
 * A made month of a city: residents in pools that share caregivers; one in eight at high risk (weekly), a third key (fortnightly),
 * the others once a month; each with two usual caregivers; people on foot and on e-bikes; 5 days of 8 hours with a break.
 */
export function madeMonth(sizes: {
  readonly residents: number;
  readonly caregivers: number;
  readonly pools: number;
  readonly weeks: number;
}): PlanningProblem[] {
  return Array.from({ length: sizes.pools }, (_, pool) => {
    const share = (total: number): number =>
      Math.floor((total * (pool + 1)) / sizes.pools) - Math.floor((total * pool) / sizes.pools);
    return madePool(pool + 1, share(sizes.residents), share(sizes.caregivers), sizes.weeks);
  });
}

function madePool(seed: number, residents: number, people: number, weeks: number): PlanningProblem {
  const random = seededRandom(seed);
  const between = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
  const places = people + residents;
  const at = Array.from({ length: places }, () => [between(0, 6_000), between(0, 6_000)] as const);
  const travel = new Float64Array(2 * places * places);
  [4, 15].forEach((kmh, mode) => {
    for (let from = 0; from < places; from++)
      for (let to = 0; to < places; to++)
        if (from !== to)
          travel[(mode * places + from) * places + to] = Math.round(
            60 + (1.3 * Math.hypot(at[from]![0] - at[to]![0], at[from]![1] - at[to]![1]) * 3.6) / kmh,
          );
  });
  const asked: { readonly resident: number; readonly days: number }[] = [];
  for (let resident = 0; resident < residents; resident++) {
    const times = random() < 0.125 ? weeks : random() < 0.38 ? Math.ceil(weeks / 2) : 1;
    for (let time = 0; time < times; time++) {
      const from = Math.floor((time * weeks) / times);
      const to = Math.floor(((time + 1) * weeks) / times);
      let days = 0;
      for (let week = from; week < to; week++) for (const day of WORKDAYS) days |= 1 << (week * 7 + day);
      asked.push({ resident, days });
    }
  }
  const visits = emptyVisits(asked.length, people);
  const usual = Array.from({ length: residents }, () => [between(0, people - 1), between(0, people - 1)]);
  asked.forEach(({ resident, days }, visit) => {
    visits.place[visit] = people + resident;
    visits.duration[visit] = between(4, 8) * 300;
    visits.opens[visit] = random() < 0.2 ? 13 * HOUR : 8 * HOUR;
    visits.closes[visit] = visits.closesAtLatest[visit] = 16.5 * HOUR;
    visits.days[visit] = days;
    visits.skills[visit] = random() < 0.85 ? 1 : 2;
    visits.resident[visit] = resident;
    visits.gapDays[visit] = 3;
    for (let caregiver = 0; caregiver < people; caregiver++)
      visits.caregiverPrice[visit * people + caregiver] = usual[resident]!.includes(caregiver) ? 0 : 600;
  });
  const days = Array.from({ length: weeks }, (_, week) => WORKDAYS.map((day) => week * 7 + day)).flat();
  const shifts = emptyShifts(people * days.length);
  for (let shift = 0; shift < shifts.count; shift++) {
    const caregiver = Math.floor(shift / days.length);
    shifts.caregiver[shift] = shifts.startPlace[shift] = shifts.endPlace[shift] = caregiver;
    shifts.day[shift] = days[shift % days.length]!;
    shifts.starts[shift] = 8 * HOUR;
    shifts.ends[shift] = 17 * HOUR;
    shifts.capacity[shift] = 12;
    shifts.mostWork[shift] = 8 * HOUR;
    shifts.ordinaryWork[shift] = 7 * HOUR;
    shifts.breakFrom[shift] = 11.5 * HOUR;
    shifts.breakTo[shift] = 13 * HOUR;
    shifts.breakDuration[shift] = HOUR;
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
    prices: { lateness: 0, overtime: 1, unfairness: 0.2, phone: 0, change: 0 },
  };
}
