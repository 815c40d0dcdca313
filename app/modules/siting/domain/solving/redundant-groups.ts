import { byColumns, type CoverGround } from "./cover-ground";

/**
 * Groups that are covered whenever another one is: whoever must be reached by one of {a, b} is reached where {a} must be, and
 * where {a, b, c} must (row domination of the set covering problem: Garfinkel & Nemhauser 1972). Only where every group must be
 * covered once, and by no fixed site yet. Of equal ones the later goes. Rules of sites do not matter: what is left out says nothing
 * that the others do not say.
 * O(groups × links of the groups around their rarest site).
 * @returns 1 = may be left out, by groups
 */
export function redundantGroups({ groups, columns, groupStart, groupColumn, columnStart, columnGroup }: CoverGround): Uint8Array {
  const isGone = new Uint8Array(groups);
  const mark = new Int32Array(columns).fill(-1);
  for (let group = 0; group < groups; group++) {
    if (isGone[group]) continue;
    const [begin, end] = [groupStart[group]!, groupStart[group + 1]!];
    let rarest = groupColumn[begin]!;
    for (let at = begin; at < end; at++) {
      const column = groupColumn[at]!;
      mark[column] = group;
      if (columnStart[column + 1]! - columnStart[column]! < columnStart[rarest + 1]! - columnStart[rarest]!) rarest = column;
    }
    for (let at = columnStart[rarest]!; at < columnStart[rarest + 1]!; at++) {
      const other = columnGroup[at]!;
      const [from, to] = [groupStart[other]!, groupStart[other + 1]!];
      if (other === group || isGone[other] || to - from < end - begin) continue;
      let missing = end - begin;
      for (let of = from; missing > 0 && to - of >= missing; of++) if (mark[groupColumn[of]!] === group) missing--;
      if (missing === 0) isGone[other] = 1;
    }
  }
  return isGone;
}

/** The ground without some of its groups: whoever they are counts no more. */
export function withoutGroups(ground: CoverGround, isGone: Uint8Array): CoverGround {
  const groups = isGone.reduce((sum, gone) => sum + 1 - gone, 0);
  if (groups === ground.groups) return ground;
  const weight = new Float64Array(groups);
  const already = new Uint8Array(groups);
  const groupStart = new Uint32Array(groups + 1);
  const groupColumn = new Uint32Array(ground.groupColumn.length);
  let [to, end] = [0, 0];
  for (let group = 0; group < ground.groups; group++) {
    if (isGone[group]) continue;
    weight[to] = ground.weight[group]!;
    already[to++] = ground.already[group]!;
    for (let at = ground.groupStart[group]!; at < ground.groupStart[group + 1]!; at++)
      groupColumn[end++] = ground.groupColumn[at]!;
    groupStart[to] = end;
  }
  const left = groupColumn.slice(0, end);
  return { ...ground, groups, weight, already, groupStart, groupColumn: left, ...byColumns(ground.columns, groupStart, left) };
}
