/** The textbook sums over a full matrix, without sparse rows, typed arrays or standing; a pair out of the list costs Infinity. */
export interface NaiveInput {
  readonly population: readonly number[];
  readonly capacity: readonly number[];
  /** [demand][supply] */
  readonly cost: readonly (readonly number[])[];
  readonly weightAt: (cost: number) => number;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
const over = (part: number, whole: number) => (part === 0 ? 0 : part / whole);

export function naiveCumulative({ capacity, cost, weightAt }: NaiveInput): number[] {
  return cost.map((row) => sum(row.map((one, j) => weightAt(one) * capacity[j]!)));
}

export function naiveFloating({ population, capacity, cost, weightAt }: NaiveInput): number[] {
  const ratio = capacity.map((places, j) => over(places, sum(cost.map((row, i) => population[i]! * weightAt(row[j]!)))));
  return cost.map((row) => sum(row.map((one, j) => (weightAt(one) === 0 ? 0 : weightAt(one) * ratio[j]!))));
}

export function naiveBalanced({ population, capacity, cost, weightAt }: NaiveInput): number[] {
  const weight = cost.map((row) => row.map(weightAt));
  const ofPeople = weight.map((row) => row.map((one) => over(one, sum(row))));
  const ofRatio = weight.map((row) => row.map((one, j) => over(one, sum(weight.map((other) => other[j]!)))));
  const level = capacity.map((places, j) => over(places, sum(population.map((people, i) => people * ofPeople[i]![j]!))));
  return ofRatio.map((row) => sum(row.map((one, j) => (one === 0 ? 0 : one * level[j]!))));
}

/** Half the mean difference between any two people, over the mean: another road to the Gini index. */
export function naiveGini(values: readonly number[], people: readonly number[]): number {
  const everybody = sum(people);
  const whole = sum(values.map((value, i) => value * people[i]!));
  const differences = values.flatMap((a, i) => values.map((b, j) => Math.abs(a - b) * people[i]! * people[j]!));
  return sum(differences) / (2 * everybody * whole);
}
