import { granted, refused, type Verdict } from "~/shared/verdict";
import { emptyShifts, emptyVisits, NO_PRICES, type PlanningProblem } from "./planning-problem";

/**
 * The text of a Solomon or Homberger instance: a name, vehicles and their capacity, and a table of customers of which number 0
 * is the depot. Distances are straight and exact, and travel takes as long as it is far.
 */
export function solomonProblem(
  text: string,
): Verdict<PlanningProblem, { readonly line: number; readonly problem: "vehicles" | "customer" }> {
  const lines = text.split(/\r?\n/);
  const numbers = (line: string): number[] => line.trim().split(/\s+/).filter(Boolean).map(Number);
  const fleetLine = lines.findIndex((line, at) => at > 0 && numbers(line).length === 2 && numbers(line).every(Number.isFinite));
  const [vehicles = 0, capacity = 0] = fleetLine < 0 ? [] : numbers(lines[fleetLine]!);
  if (!(vehicles >= 1 && capacity > 0)) return refused({ line: Math.max(1, fleetLine + 1), problem: "vehicles" });
  const rows: number[][] = [];
  for (let at = fleetLine + 1; at < lines.length; at++) {
    const row = numbers(lines[at]!);
    if (row.length === 0 || !Number.isFinite(row[0])) continue;
    if (row.length !== 7 || !row.every(Number.isFinite) || row[0] !== rows.length)
      return refused({ line: at + 1, problem: "customer" });
    rows.push(row);
  }
  if (rows.length < 2) return refused({ line: lines.length, problem: "customer" });
  const places = rows.length;
  const travel = new Float64Array(places * places);
  for (let from = 0; from < places; from++)
    for (let to = 0; to < places; to++)
      travel[from * places + to] = Math.hypot(rows[from]![1]! - rows[to]![1]!, rows[from]![2]! - rows[to]![2]!);
  const count = Math.min(vehicles, places - 1);
  const visits = emptyVisits(places - 1, count);
  rows.slice(1).forEach(([, , , demand = 0, ready = 0, due = 0, service = 0], visit) => {
    visits.place[visit] = visit + 1;
    visits.demand[visit] = demand;
    visits.opens[visit] = ready;
    visits.closes[visit] = visits.closesAtLatest[visit] = due;
    visits.duration[visit] = service;
  });
  const shifts = emptyShifts(count);
  shifts.starts.fill(rows[0]![4]!);
  shifts.ends.fill(rows[0]![5]!);
  shifts.capacity.fill(capacity);
  return granted({
    places,
    travel,
    visits,
    shifts,
    caregivers: { count, skills: new Int32Array(count), mode: new Int32Array(count) },
    prices: NO_PRICES,
  });
}
