import type { MipModel, MipSolver } from "./mip";

/** Rows of smaller amounts are kept to the last one by any solver. */
const SMALL = 1_000;

interface Entries {
  readonly columns: Int32Array;
  readonly values: Float64Array;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Solvers take 0.9999995 for «open», and a row for kept that is a millionth over: of money in fen that can be a choice some fen
 * too dear. Such a choice is forbidden — not all of what makes it too dear together (a cover of its row, Balas 1975) — and the
 * solver asked again; it is never handed on. Rows of large amounts are shown to the solver in a larger unit, since it fails on
 * thousands of millions beside ones.
 */
export function keptExactly(solve: MipSolver, now: () => number): MipSolver {
  return (model, watch) => {
    const rows = largeRows(model);
    if (rows.size === 0) return solve(model, watch);
    const until = now() + watch.seconds;
    const broken = (values: Float64Array) => [...rows.values()].filter((row) => isBroken(row, values));
    for (let asked = inLargerUnits(model, rows); ;) {
      const answer = solve(asked, {
        ...watch,
        seconds: until - now(),
        told: (objective, bound, values) => {
          if (values && broken(values).length > 0) watch.told(null, bound, null);
          else watch.told(objective, bound, values);
        },
      });
      const wrong = answer.values ? broken(answer.values) : [];
      if (wrong.length === 0) return answer;
      if (answer.status !== "optimal" || now() >= until)
        return { ...answer, status: watch.isStopped() ? "stopped" : "time", objective: null, values: null };
      asked = withRows(
        asked,
        wrong.map((row) => without(row, answer.values!)),
      );
    }
  };
}

/** Rows of whole amounts, some of them large, over whole columns alone. */
function largeRows({ start, column, value, integer, rowLower, rowUpper }: MipModel): Map<number, Entries> {
  const found = new Map<number, Entries>();
  for (let row = 0; row < rowLower.length; row++) {
    let [isWhole, largest] = [true, 0];
    for (let at = start[row]!; at < start[row + 1]! && isWhole; at++) {
      isWhole = integer[column[at]!] === 1 && Number.isInteger(value[at]!);
      largest = Math.max(largest, Math.abs(value[at]!));
    }
    if (!isWhole || largest < SMALL) continue;
    const [from, to] = [start[row]!, start[row + 1]!];
    const [lower, upper] = [rowLower[row]!, rowUpper[row]!];
    found.set(row, { columns: column.slice(from, to), values: value.slice(from, to), lower, upper });
  }
  return found;
}

function sumOf({ columns, values }: Entries, x: Float64Array): number {
  return columns.reduce((sum, column, at) => sum + values[at]! * Math.round(x[column]!), 0);
}

const isBroken = (row: Entries, x: Float64Array): boolean => sumOf(row, x) > row.upper || sumOf(row, x) < row.lower;

/** By powers of two, which changes no figure: the largest amount of a row becomes about a thousand. */
function inLargerUnits(model: MipModel, rows: ReadonlyMap<number, Entries>): MipModel {
  const [value, rowLower, rowUpper] = [model.value.slice(), model.rowLower.slice(), model.rowUpper.slice()];
  for (const [row, { values }] of rows) {
    const largest = values.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
    const unit = 2 ** -Math.max(0, Math.floor(Math.log2(largest / SMALL)));
    for (let at = model.start[row]!; at < model.start[row + 1]!; at++) value[at]! *= unit;
    rowLower[row]! *= unit;
    rowUpper[row]! *= unit;
  }
  return { ...model, value, rowLower, rowUpper };
}

/** What is too much is so by what is open of it and what is closed that would lessen it; too little the other way round. */
function without(row: Entries, x: Float64Array): Entries {
  const isOver = sumOf(row, x) > row.upper;
  const [columns, values]: [number[], number[]] = [[], []];
  let open = 0;
  row.columns.forEach((column, at) => {
    const isOpen = Math.round(x[column]!) === 1;
    if (row.values[at] === 0 || (isOpen !== row.values[at]! > 0) === isOver) return;
    columns.push(column);
    values.push(isOpen ? 1 : -1);
    if (isOpen) open++;
  });
  return { columns: Int32Array.from(columns), values: Float64Array.from(values), lower: -Infinity, upper: open - 1 };
}

function withRows(model: MipModel, rows: readonly Entries[]): MipModel {
  const start = [...model.start];
  for (const { columns } of rows) start.push(start.at(-1)! + columns.length);
  return {
    ...model,
    rowLower: Float64Array.from([...model.rowLower, ...rows.map(({ lower }) => lower)]),
    rowUpper: Float64Array.from([...model.rowUpper, ...rows.map(({ upper }) => upper)]),
    start: Int32Array.from(start),
    column: Int32Array.from([...model.column, ...rows.flatMap(({ columns }) => [...columns])]),
    value: Float64Array.from([...model.value, ...rows.flatMap(({ values }) => [...values])]),
  };
}
