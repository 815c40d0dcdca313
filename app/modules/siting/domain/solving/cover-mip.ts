import type { CoverGround } from "./cover-ground";
import type { MipModel } from "./mip";
import { MipRows } from "./mip-rows";
import type { SiteRows } from "./site-rows";

/** A cover question as a mixed integer program: columns of the ground first, each 1 where it opens, then what is counted of groups. */
export interface CoverMip {
  readonly model: MipModel;
  /** the program's values of a choice of columns */
  valuesOf(opened: Iterable<number>): Float64Array;
}

/** As many people as possible (Church & ReVelle 1974). A group that one site alone reaches is counted with that site. */
export function peopleMip(ground: CoverGround, rows: SiteRows): CoverMip {
  const shared = groupsShared(ground);
  const mip = new MipRows(ground.columns + shared.length);
  writeSites(mip, ground, rows);
  for (let group = 0; group < ground.groups; group++)
    if (ground.groupStart[group + 1]! - ground.groupStart[group]! === 1)
      mip.cost[ground.groupColumn[ground.groupStart[group]!]!]! += ground.weight[group]!;
  shared.forEach((group, at) => {
    mip.cost[ground.columns + at] = ground.weight[group]!;
    mip.add(ground.columns + at, 1);
    addSites(mip, ground, group, -1);
    mip.between(-Infinity, 0);
  });
  return { model: mip.model(true), valuesOf: (opened) => covering(ground, shared, opened, 1) };
}

/** As few sites as possible that cover every group (Toregas et al. 1971), fewer than `fewerThan`. */
export function numberMip(ground: CoverGround, rows: SiteRows, fewerThan: number): CoverMip {
  const mip = new MipRows(ground.columns);
  writeSites(mip, ground, rows);
  mip.cost.fill(1);
  for (let group = 0; group < ground.groups; group++) {
    addSites(mip, ground, group, 1);
    mip.between(1, Infinity);
  }
  if (fewerThan < Infinity && ground.columns > 0) {
    for (let column = 0; column < ground.columns; column++) mip.add(column, 1);
    mip.between(-Infinity, fewerThan - 1);
  }
  return { model: mip.model(false), valuesOf: (opened) => covering(ground, [], opened, 1) };
}

/** Any choice that breaks no rule and, with `isEvery`, covers every group. */
export function anyMip(ground: CoverGround, rows: SiteRows, isEvery: boolean): CoverMip {
  const mip = new MipRows(ground.columns);
  writeSites(mip, ground, rows);
  for (let group = 0; isEvery && group < ground.groups; group++) {
    addSites(mip, ground, group, 1);
    mip.between(1, Infinity);
  }
  return { model: mip.model(true), valuesOf: (opened) => covering(ground, [], opened, 1) };
}

/**
 * As many people as possible covered twice, of the choices that cover `once` people or more (Hogan & ReVelle 1986, with the
 * first cover as a promise and not as a price). `ground` holds groups that a fixed site covers once.
 * @param once people the choice covers beyond those that fixed sites cover; «every» = each group
 */
export function backupMip(ground: CoverGround, rows: SiteRows, once: number | "every"): CoverMip {
  const { columns, groups, already, weight } = ground;
  const every = Uint32Array.from({ length: groups }, (_, group) => group);
  const mip = new MipRows(columns + 2 * groups);
  writeSites(mip, ground, rows);
  for (let group = 0; group < groups; group++) {
    const [first, second] = [columns + group, columns + groups + group];
    mip.cost[second] = weight[group]!;
    if (already[group] === 1 || once === "every") mip.lower[first] = 1;
    // Twice is more than once, and both take a site each.
    mip.add(second, 1);
    mip.add(first, -1);
    mip.between(-Infinity, 0);
    mip.add(first, 1);
    mip.add(second, 1);
    addSites(mip, ground, group, -1);
    mip.between(-Infinity, already[group]!);
  }
  if (once !== "every") {
    for (let group = 0; group < groups; group++) if (already[group] === 0) mip.add(columns + group, weight[group]!);
    mip.between(once, Infinity);
  }
  return {
    model: mip.model(true),
    valuesOf: (opened) => {
      const values = new Float64Array(columns + 2 * groups);
      const chosen = [...opened];
      values.set(covering(ground, every, chosen, 1));
      values.set(covering(ground, every, chosen, 2).subarray(columns), columns + groups);
      return values;
    },
  };
}

const groupsShared = ({ groups, groupStart }: CoverGround): Uint32Array =>
  Uint32Array.from({ length: groups }, (_, group) => group).filter((group) => groupStart[group + 1]! - groupStart[group]! > 1);

function writeSites(mip: MipRows, ground: CoverGround, rows: SiteRows): void {
  mip.integer.fill(1, 0, ground.columns);
  for (let row = 0; row < rows.rows; row++) {
    for (let at = rows.start[row]!; at < rows.start[row + 1]!; at++) mip.add(rows.column[at]!, rows.value[at]!);
    mip.between(rows.lower[row]!, rows.upper[row]!);
  }
}

function addSites(mip: MipRows, { groupStart, groupColumn }: CoverGround, group: number, value: number): void {
  for (let at = groupStart[group]!; at < groupStart[group + 1]!; at++) mip.add(groupColumn[at]!, value);
}

/** 1 for each opened column, then 1 for each of these groups that is covered so many times. */
function covering(ground: CoverGround, groups: ArrayLike<number>, opened: Iterable<number>, times: number): Float64Array {
  const values = new Float64Array(ground.columns + groups.length);
  for (const column of opened) values[column] = 1;
  for (let at = 0; at < groups.length; at++) {
    const group = groups[at]!;
    let covers = ground.already[group]!;
    for (let of = ground.groupStart[group]!; of < ground.groupStart[group + 1]!; of++) covers += values[ground.groupColumn[of]!]!;
    values[ground.columns + at] = covers >= times ? 1 : 0;
  }
  return values;
}
