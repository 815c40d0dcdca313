// A caregiver is in one place at a time: made visits of one day follow one another, with a way between. A few stay as chance laid
// them, so that the demo has something to look at: two homes at once, and visits of few minutes.
import type { MadeVisit } from "./made-visits";

/** minutes of a way within a community, and to another one */
const [NEAR, FAR] = [30, 75];
/** from nine to half past six */
const [FIRST, LAST] = [9 * 60, 18 * 60 + 30];
const LEFT_AS_THEY_ARE = 3;
const SHORT_ONES = 2;
const FEW_MINUTES = 7;

export function spacedVisits(visits: readonly MadeVisit[], from: string): MadeVisit[] {
  const byDay = new Map<string, MadeVisit[]>();
  for (const visit of visits) {
    const key = `${visit.authorId} ${visit.day}`;
    const day = byDay.get(key);
    if (day) day.push(visit);
    else byDay.set(key, [visit]);
  }
  let [overlapping, short] = [0, 0];
  const spaced = new Map<string, MadeVisit>();
  for (const day of byDay.values()) {
    const homes = day.filter(({ channel }) => channel === "home").sort((a, b) => a.began - b.began || (a.id < b.id ? -1 : 1));
    const isLate = day[0]!.day >= from;
    if (isLate && overlapping < LEFT_AS_THEY_ARE && homes.length === 2 && isOverlap(homes[0]!, homes[1]!)) {
      overlapping++;
      continue;
    }
    const room = Math.floor((LAST - FIRST - homes.reduce((sum, { minutes }) => sum + minutes, 0)) / homes.length);
    let before: { readonly areaCode: string; readonly ends: number } | null = null;
    for (const visit of homes) {
      const way = Math.min(room, before && before.areaCode !== visit.areaCode ? FAR : NEAR);
      const free: number = before ? before.ends + way : FIRST;
      const began = homes.length > 2 ? free : Math.max(free, visit.began);
      const isShort = isLate && short < SHORT_ONES && homes.length === 1 && visit.outcome === "seen";
      if (isShort) short++;
      const minutes = isShort ? FEW_MINUTES : visit.minutes;
      spaced.set(visit.id, { ...visit, began, minutes });
      before = { areaCode: visit.areaCode, ends: began + minutes };
    }
  }
  return visits.map((visit) => spaced.get(visit.id) ?? visit);
}

const isOverlap = (a: MadeVisit, b: MadeVisit): boolean =>
  a.outcome === "seen" && b.outcome === "seen" && b.began + 5 < a.began + a.minutes;
