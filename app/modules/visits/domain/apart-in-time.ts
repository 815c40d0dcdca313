// Two homes at once, or one after the other faster than anybody goes: visits of one author compared with each other. Ways are
// straight lines between homes, the shortest there can be; where a home is not on the map no way is reckoned, and within one
// community it may be the same home: a couple seen together is no overlap.
import { distanceBetween } from "~/shared/geo-point";
import type { CheckStandards } from "./check-standards";
import type { CheckedVisit, Flag } from "./visit-flags";

export type Transport = "foot" | "e-bike" | "bus";
const MINUTE = 60_000;
const endOf = ({ beganAt, minutes }: CheckedVisit): number => beganAt + minutes * MINUTE;

/** The flag stands at the later of two visits and names the earlier. */
export function flagsApartInTime(visits: readonly CheckedVisit[], transport: Transport, standards: CheckStandards): Flag[] {
  const atHomes = visits
    .filter(({ channel }) => channel === "home")
    .sort((a, b) => a.beganAt - b.beganAt || (a.id < b.id ? -1 : 1));
  return atHomes.flatMap((visit, at) => {
    const earlier = atHomes.slice(0, at).filter((other) => isElsewhere(visit, other, standards));
    const meanwhile = earlier.filter((other) => minutesTogether(other, visit) > standards["check-overlap-minutes"]);
    if (meanwhile.length > 0) return [overlapOf(visit, meanwhile, standards)];
    const before = earlier.reduce<CheckedVisit | null>((last, each) => (last && endOf(last) > endOf(each) ? last : each), null);
    const travelled = before && travelOf(before, visit, transport, standards);
    return travelled ? [travelled] : [];
  });
}

/** Of somebody else, and not next door: who sees a couple at one address sees two people in the same minutes. */
function isElsewhere(a: CheckedVisit, b: CheckedVisit, standards: CheckStandards): boolean {
  if (a.residentId === b.residentId) return false;
  const metres = metresBetween(a, b);
  return metres === null ? isOtherArea(a, b) : metres > standards["check-same-place-metres"];
}

/** Neither lies within the other. */
const isOtherArea = (a: CheckedVisit, b: CheckedVisit): boolean =>
  !a.areaCode.startsWith(b.areaCode) && !b.areaCode.startsWith(a.areaCode);

const metresBetween = (a: CheckedVisit, b: CheckedVisit): number | null =>
  a.home && b.home ? Math.round(distanceBetween(a.home, b.home)) : null;

const minutesTogether = (a: CheckedVisit, b: CheckedVisit): number =>
  Math.floor((Math.min(endOf(a), endOf(b)) - Math.max(a.beganAt, b.beganAt)) / MINUTE);

function overlapOf(visit: CheckedVisit, meanwhile: readonly CheckedVisit[], standards: CheckStandards): Flag {
  const ways = meanwhile.flatMap((other) => metresBetween(visit, other) ?? []);
  return {
    ...{ eventId: visit.id, kind: "overlap" },
    facts: {
      others: meanwhile.map(({ id }) => id).sort(),
      minutes: Math.max(...meanwhile.map((other) => minutesTogether(other, visit))),
      metres: ways.length > 0 ? Math.max(...ways) : null,
      limit: standards["check-overlap-minutes"],
    },
  };
}

function travelOf(before: CheckedVisit, visit: CheckedVisit, transport: Transport, standards: CheckStandards): Flag | null {
  const metres = metresBetween(before, visit);
  if (metres === null) return null;
  const limit = standards[`check-${transport}-kmh`];
  const between = Math.max(0, Math.round((visit.beganAt - endOf(before)) / MINUTE));
  const kmh = (metres / 1_000) * (60 / (between + standards["check-travel-slack-minutes"]));
  if (kmh <= limit) return null;
  return {
    ...{ eventId: visit.id, kind: "impossible-travel" },
    facts: { others: [before.id], metres, minutes: between, kmh: Math.round(kmh), transport, limit },
  };
}
