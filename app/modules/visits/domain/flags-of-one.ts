import type { CheckStandards } from "./check-standards";
import { isCounted, type CheckedVisit, type Flag, type FlagFacts, type FlagKind } from "./visit-flags";

type Found = readonly [FlagKind, FlagFacts] | null;

/** What stands out of a visit by itself: its place, its clock, its minutes, what the register says of that day. */
export function flagsOfOne(visit: CheckedVisit, standards: CheckStandards): Flag[] {
  return [
    far(visit, standards),
    clock(visit, standards),
    short(visit, standards),
    ...register(visit),
    late(visit, standards),
  ].flatMap((found) => (found ? [{ eventId: visit.id, kind: found[0], facts: found[1] }] : []));
}

/** An errand is run elsewhere and a referral takes a moment: where and how long is asked of a check at home alone. */
const isCheckAtHome = ({ channel, purpose }: CheckedVisit): boolean => channel === "home" && purpose === "check";

/** Beyond the limit even where the fix is off by all that it admits; one taken long before or after says nothing of the visit. */
function far(visit: CheckedVisit, standards: CheckStandards): Found {
  const { distance } = visit;
  const limit = standards["check-home-metres"];
  if (!isCheckAtHome(visit) || !distance || distance.metres <= limit + distance.accuracy) return null;
  if (Math.abs(distance.minutesOff) > standards["check-position-minutes"]) return null;
  return ["distance-from-home", { metres: distance.metres, accuracy: distance.accuracy, minutesOff: distance.minutesOff, limit }];
}

/** Said by the device when it sent, or seen where a visit was written down after it came in. */
function clock({ offsetSeconds, capturedAt, receivedAt }: CheckedVisit, standards: CheckStandards): Found {
  const limit = standards["check-clock-minutes"];
  const ahead = Math.round((capturedAt - receivedAt) / 1_000);
  const seconds = offsetSeconds ?? Math.max(0, ahead);
  return Math.abs(seconds) > limit * 60 ? ["clock-off", { seconds, limit }] : null;
}

function short(visit: CheckedVisit, standards: CheckStandards): Found {
  if (!isCheckAtHome(visit) || !isCounted(visit)) return null;
  const floor = standards["check-floor-minutes"];
  const limit = visit.ruleMinutes ?? floor;
  return visit.minutes < limit
    ? ["too-short", { minutes: visit.minutes, limit, by: visit.ruleMinutes === null ? "floor" : "rule" }]
    : null;
}

/** Somebody found at home while the register says that they could not be there. */
function register(visit: CheckedVisit): Found[] {
  if (!isCounted(visit)) return [];
  const { daysAfterDeath, dayInHospital, channel } = visit;
  return [
    daysAfterDeath !== null && daysAfterDeath > 0 ? ["after-death", { days: daysAfterDeath }] : null,
    dayInHospital !== null && channel === "home" ? ["during-hospital", { day: dayInHospital }] : null,
  ];
}

function late({ daysLate, isUploadedForAuthor, isFromPaper }: CheckedVisit, standards: CheckStandards): Found {
  const limit = standards["check-late-days"];
  const whose = { ...(isUploadedForAuthor && { isUploadedForAuthor }), ...(isFromPaper && { isFromPaper }) };
  return daysLate >= limit ? ["reported-late", { days: daysLate, ...whose, limit }] : null;
}
