// Nobody answered: who is still to be found, by when whoever stood there tries again, and what the server does by itself from then on.
// What the phone saved stands before the server has heard of it; the server's own alarm counts where the list knows it.
import { rungsAhead, type RungAhead } from "./after-no-answer";
import type { CareAlarm, CareList } from "./care-list";

export interface LookedFor {
  readonly residentId: string;
  /** when nobody answered first; milliseconds since 1970, as all times here */
  readonly since: number;
  /** by when to try once more; null = that was done, or others were asked already */
  readonly tryBefore: number | null;
  /** empty = everybody was told: people go on */
  readonly ahead: readonly RungAhead[];
  /** somebody else took it up */
  readonly isTaken: boolean;
  /** the server knows of it */
  readonly alarmId: string | null;
}

/** One door at which nobody answered, as this phone saved it. */
export interface VainTry {
  readonly residentId: string;
  readonly at: number;
}

/** A second try is another one than the first. */
const ANOTHER_MS = 60_000;

function ofAlarm(alarm: CareAlarm, residentId: string, tries: readonly number[]): LookedFor {
  const began = Date.parse(alarm.beganAt);
  const again = alarm.rung === 0 ? tries.find((at) => at > began + ANOTHER_MS) : undefined;
  const nextAt = alarm.nextAt === null ? null : Math.min(Date.parse(alarm.nextAt), again ?? Infinity);
  return {
    ...{ residentId, since: began, isTaken: alarm.isTaken, alarmId: alarm.id },
    tryBefore: alarm.isOwn && alarm.rung === 0 && again === undefined ? nextAt : null,
    ahead: nextAt === null ? [] : rungsAhead(alarm.ladder, alarm.rung, nextAt),
  };
}

/**
 * Everybody this caregiver stood before in vain and who was not found since, the longest first.
 * @param tries today's, of those whose last visit was in vain
 * @param foundAt when this phone last saved where somebody is: the list may not say so yet; null = it did not
 */
export function lookedFor(
  { alarms = [], ladder }: Pick<CareList, "alarms" | "ladder">,
  tries: readonly VainTry[],
  foundAt: (residentId: string) => number | null = () => null,
): LookedFor[] {
  const ofOne = (residentId: string) =>
    tries
      .filter((one) => one.residentId === residentId)
      .map(({ at }) => at)
      .sort((a, b) => a - b);
  const known = alarms.flatMap((alarm) =>
    alarm.kind === "visit" &&
    alarm.isOwn &&
    alarm.residentId !== null &&
    (foundAt(alarm.residentId) ?? -Infinity) <= Date.parse(alarm.beganAt)
      ? [ofAlarm(alarm, alarm.residentId, ofOne(alarm.residentId))]
      : [],
  );
  const unknown = [...new Set(tries.map(({ residentId }) => residentId))].flatMap((residentId): LookedFor[] => {
    if (known.some((one) => one.residentId === residentId)) return [];
    const [first, ...others] = ofOne(residentId) as [number, ...number[]];
    const again = others.find((at) => at > first + ANOTHER_MS);
    const nextAt = Math.min(first + (ladder[0]?.minutes ?? 0) * 60_000, again ?? Infinity);
    return [
      {
        ...{ residentId, since: first, isTaken: false, alarmId: null },
        tryBefore: again === undefined ? nextAt : null,
        ahead: rungsAhead(ladder, 0, nextAt),
      },
    ];
  });
  return [...known, ...unknown].sort((a, b) => a.since - b.since);
}
