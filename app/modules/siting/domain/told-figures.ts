import type { DistanceFigures, GroupFigures, SitingResult } from "./siting-result";
import type { Walked, Way } from "./siting-run";
import { peopleOf, type ToldOf } from "./told-people";

// What was measured before and after, for each group, each level and every walk.

/** Gaps drawn on a map. */
const DRAWN = 400;

export function toldGaps({ prepared, found: { before, after }, people }: ToldOf): SitingResult["gaps"] {
  const { lon, lat } = prepared.input.points;
  const missing = people
    .rows()
    .filter((row) => !(before.metres[row]! <= people.limit))
    .sort((a, b) => people.people[b]! - people.people[a]! || a - b);
  const placed = (isClosed: boolean) =>
    missing
      .filter((row) => after.metres[row]! <= people.limit === isClosed)
      .slice(0, DRAWN)
      .map((row) => ({ ...people.area(row), lon: lon[row]!, lat: lat[row]! }));
  return { closed: placed(true), open: placed(false) };
}

export function toldUpper({ question, prepared, found: { upper }, people }: ToldOf): SitingResult["upper"] {
  const { levels = null, groups } = prepared.input;
  if (!levels || !upper) return null;
  return {
    ...{ limit: levels.limit, weight: levels.weight, outOfReach: people.sum(upper.outOfReach) },
    groups: groups.map(({ people: counts }, at) => {
      const rows = people.rows(counts);
      const within = ({ metres }: Walked) =>
        rows.reduce((sum, row) => sum + (metres[row]! <= levels.limit ? counts[row]! : 0), 0);
      const all = rows.reduce((sum, row) => sum + counts[row]!, 0);
      return { key: question.groups[at]!.key, people: all, before: within(upper.before), after: within(upper.after) };
    }),
  };
}

/** One group of the question; whoever's home is not known is in no share. */
export function toldGroup({ question, of, prepared, found: { before, after }, people: known }: ToldOf, at: number): GroupFigures {
  const { people, limit, weight } = prepared.input.groups[at]!;
  const { isCounted } = prepared.input;
  const isTwice = question.aim === "twice";
  let [all, early, late, unmeasured] = [0, 0, 0, 0];
  for (let row = 0; row < people.length; row++) {
    const count = people[row]!;
    if (!isCounted[row] || !(count > 0)) continue;
    if (!known.isKnown(row)) {
      unmeasured += count;
      continue;
    }
    all += count;
    if ((isTwice ? before.secondMetres : before.metres)[row]! <= limit) early += count;
    if ((isTwice ? after.secondMetres : after.metres)[row]! <= limit) late += count;
  }
  const edition = of.editions[at] ?? null;
  return {
    ...{ key: question.groups[at]!.key, weight, limit, people: all, before: early, after: late, unmeasured },
    ...{ source: edition?.source ?? null, year: edition?.year ?? null },
  };
}

/** To the nearest; where places hold only so many and walks are what was asked, to the one with room. */
export function toldWalking(told: ToldOf): SitingResult["walking"] {
  const { before, after, room } = told.found;
  const searched = told.prepared.input.farthest;
  if (!room?.walks) return { before: distances(told, before), after: distances(told, after), searched };
  return { before: walked(told, room.walks.before), after: walked(told, room.walks.after), searched };
}

function walked({ people: known }: ToldOf, ways: readonly Way[]): DistanceFigures {
  const people = peopleOf(ways);
  const sum = ways.reduce((all, way) => all + way.people * way.metres, 0);
  const farthest = ways.reduce((most, way) => (way.people > 0 ? Math.max(most, way.metres) : most), -1);
  const beyond = Math.max(0, known.sum(known.rows()) - people);
  return { mean: people > 0 ? sum / people : null, farthest: farthest < 0 ? null : farthest, beyond };
}

function distances({ people: known }: ToldOf, { metres }: Walked): DistanceFigures {
  let [people, sum, beyond, farthest] = [0, 0, 0, -1];
  for (const row of known.rows()) {
    const count = known.people[row]!;
    const walk = metres[row]!;
    if (!Number.isFinite(walk)) {
      beyond += count;
      continue;
    }
    people += count;
    sum += count * walk;
    farthest = Math.max(farthest, walk);
  }
  return { mean: people > 0 ? sum / people : null, farthest: farthest < 0 ? null : farthest, beyond };
}
