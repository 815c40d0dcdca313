import { fits, type PlanningProblem } from "./planning-problem";

/** For each visit, which others are near and which shifts could set out for it, nearest first: where a search looks. */
export interface Nearby {
  /** rows of `perVisit` visits each */
  readonly visits: Int32Array;
  readonly perVisit: number;
  /** shifts by what a visit alone would cost them, at most `MOST_SHIFTS` */
  readonly shifts: readonly Int32Array[];
  /** every shift that may make the visit */
  readonly allShifts: readonly Int32Array[];
  /** shifts that are alike in everything share a number */
  readonly kindOf: Int32Array;
  /** the shortest way out to each visit */
  readonly farOut: Float64Array;
}

const MOST_VISITS = 120;
const MOST_SHIFTS = 48;

export function nearbyOf(problem: PlanningProblem): Nearby {
  const { visits, shifts, caregivers, places, travel } = problem;
  const perVisit = Math.min(MOST_VISITS, visits.count - 1);
  const near = new Int32Array(visits.count * perVisit);
  const order = Int32Array.from({ length: visits.count }, (_, visit) => visit);
  const far = new Float64Array(visits.count);
  const nearShifts: Int32Array[] = [];
  const allShifts: Int32Array[] = [];
  const farOut = new Float64Array(visits.count);
  const alone = new Float64Array(shifts.count);
  for (let visit = 0; visit < visits.count; visit++) {
    const from = visits.place[visit]! * places;
    for (let other = 0; other < visits.count; other++) far[other] = travel[from + visits.place[other]!]!;
    far[visit] = -1;
    near.set(nearest(order, far, perVisit + 1).subarray(1), visit * perVisit);
    const may: number[] = [];
    let least = Infinity;
    for (let shift = 0; shift < shifts.count; shift++) {
      if (!fits(problem, visit, shift)) continue;
      may.push(shift);
      const caregiver = shifts.caregiver[shift]!;
      const table = caregivers.mode[caregiver]! * places * places;
      const out = travel[table + shifts.startPlace[shift]! * places + visits.place[visit]!]!;
      const back = travel[table + from + shifts.endPlace[shift]!]!;
      const published = visits.published[visit]!;
      alone[shift] =
        out +
        back +
        visits.caregiverPrice[visit * caregivers.count + caregiver]! +
        (published >= 0 && published !== shift ? problem.prices.change : 0);
      least = Math.min(least, out);
    }
    farOut[visit] = least;
    const sorted = Int32Array.from(may).sort((a, b) => alone[a]! - alone[b]! || a - b);
    allShifts.push(sorted);
    nearShifts.push(sorted.subarray(0, MOST_SHIFTS));
  }
  return { visits: near, perVisit, shifts: nearShifts, allShifts, kindOf: kinds(problem), farOut };
}

/** The `count` entries of `order` with the least value, least first: a partial sort by a heap of the worst kept. */
function nearest(order: Int32Array, value: Float64Array, count: number): Int32Array {
  if (order.length <= 512)
    return order
      .slice()
      .sort((a, b) => value[a]! - value[b]! || a - b)
      .subarray(0, count);
  const heap = new Int32Array(count);
  const isWorse = (a: number, b: number): boolean => value[a]! > value[b]! || (value[a] === value[b] && a > b);
  let size = 0;
  for (let at = 0; at < order.length; at++) {
    const entry = order[at]!;
    if (size < count) {
      let child = size++;
      while (child > 0 && isWorse(entry, heap[(child - 1) >> 1]!)) {
        heap[child] = heap[(child - 1) >> 1]!;
        child = (child - 1) >> 1;
      }
      heap[child] = entry;
    } else if (isWorse(heap[0]!, entry)) {
      let parent = 0;
      for (;;) {
        let child = 2 * parent + 1;
        if (child >= count) break;
        if (child + 1 < count && isWorse(heap[child + 1]!, heap[child]!)) child++;
        if (!isWorse(heap[child]!, entry)) break;
        heap[parent] = heap[child]!;
        parent = child;
      }
      heap[parent] = entry;
    }
  }
  return heap.sort((a, b) => value[a]! - value[b]! || a - b);
}

/** Where it is all the same who goes, people who can do the same are of one kind. */
function kinds({ shifts, caregivers, visits, prices }: PlanningProblem): Int32Array {
  const isAllTheSame = prices.unfairness === 0 && visits.caregiverPrice.every((price) => price === 0);
  const numbers = new Map<string, number>();
  return Int32Array.from({ length: shifts.count }, (_, shift) => {
    const { count: _count, caregiver, ...columns } = shifts;
    const who = caregiver[shift]!;
    const own = isAllTheSame ? [caregivers.skills[who], caregivers.mode[who]] : [who];
    const key = [...own, ...Object.values(columns).map((column) => column[shift])].join(" ");
    const kind = numbers.get(key) ?? numbers.size;
    numbers.set(key, kind);
    return kind;
  });
}
