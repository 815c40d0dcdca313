// What happens while nobody answers: a ladder of people, each with a time. The timer decides with the roster of the moment; who was
// told once is not told again on a higher rung; a rung that finds nobody passes on at once. Times are kept twice: when a
// rung's turn was, and when the server came to it.
import type { DutyNow } from "./duty-roster";

export const SOURCE_KINDS = ["visit", "finding", "work-order"] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

export const RUNG_WHO = ["visitor", "community", "deputy", "street", "district", "city", "authority"] as const;
export type RungWho = (typeof RUNG_WHO)[number];

export interface Rung {
  readonly who: RungWho;
  /** how long this rung has before the next one's turn */
  readonly minutes: number;
  /** how long somebody has who accepted, before it goes on all the same */
  readonly actingMinutes: number;
  readonly source: string;
  /** S stated, P published, ? to be confirmed */
  readonly mark: string;
}

const rung = (who: RungWho, minutes: number, source: string, mark = "?"): Rung => ({
  who,
  minutes,
  actingMinutes: 60,
  source,
  mark,
});
const UPWARDS: readonly Rung[] = [
  rung("community", 30, "社区值班人员签收时限，由本机构确定"),
  rung("deputy", 30, "值班副手签收时限，由本机构确定"),
  rung("street", 30, "街道值班与紧急联系人，由本机构确定"),
  rung("district", 30, "区级值班，由本机构确定"),
  rung("authority", 0, "急救 120、公安 110、消防 119", "S"),
];
/** A danger: whoever found it is told as before, and whoever is on duty at once; its two hours are the work order's clock. */
const DANGER: readonly Rung[] = [rung("visitor", 0, "热线工单办理时限：人身危险两小时内处置，值班人员即时知悉", "P"), ...UPWARDS];
/** A city without rungs of its own goes by these. */
export const STANDARD_LADDER: Readonly<Record<SourceKind, readonly Rung[]>> = {
  visit: [rung("visitor", 120, "无人应答后由探访员再访的时限，由本机构确定"), ...UPWARDS],
  finding: DANGER,
  "work-order": [rung("visitor", 120, "热线工单办理时限：人身危险两小时内处置", "P"), ...UPWARDS],
};

export interface Walking {
  readonly areaCode: string;
  readonly ladder: readonly Rung[];
  readonly rung: number;
  /** when the next rung's turn is */
  readonly nextAt: Date;
  /** everybody told so far */
  readonly told: readonly string[];
}

export type StepKind =
  | "opened"
  | "told"
  | "nobody"
  | "told-already"
  | "authority"
  | "tried-again"
  | "shown"
  | "accepted"
  | "going"
  | "rang"
  | "settled";

export interface TimedStep {
  readonly rung: number;
  readonly kind: Extract<StepKind, "told" | "nobody" | "told-already" | "authority">;
  readonly personId: string | null;
  readonly areaCode: string | null;
  readonly plannedAt: Date;
}

export interface Walked {
  readonly steps: readonly TimedStep[];
  readonly rung: number;
  /** null = the ladder has no more rungs: people go on */
  readonly nextAt: Date | null;
}

const LENGTH: Readonly<Record<"community" | "deputy" | "street" | "district" | "city", number>> = {
  community: 12,
  deputy: 12,
  street: 9,
  district: 6,
  city: 4,
};
const MINUTE_MS = 60_000;

/**
 * The rungs whose turn it is now: one that tells somebody, after those that find nobody.
 * @param onDuty who is on duty now for an area, the nearest upwards
 */
export function walkOn(alarm: Walking, now: Date, onDuty: (areaCode: string) => readonly DutyNow[]): Walked {
  const steps: TimedStep[] = [];
  for (let at = alarm.rung + 1; at < alarm.ladder.length; at++) {
    const { who, minutes } = alarm.ladder[at]!;
    const base = { rung: at, plannedAt: alarm.nextAt };
    if (who === "authority" || who === "visitor") {
      steps.push({ ...base, kind: "authority", personId: null, areaCode: null });
      return { steps, rung: at, nextAt: null };
    }
    const found = onDuty(alarm.areaCode.slice(0, LENGTH[who]));
    const meant = found.flatMap(({ personId, deputyId, areaCode }) => {
      const ids = who === "community" ? [personId] : who === "deputy" ? [deputyId] : [personId, deputyId];
      return ids.flatMap((id) => (id === null ? [] : [{ personId: id, areaCode }]));
    });
    const fresh = meant.filter(
      ({ personId }, n) => !alarm.told.includes(personId) && meant.findIndex((one) => one.personId === personId) === n,
    );
    if (fresh.length > 0) {
      for (const { personId, areaCode } of fresh) steps.push({ ...base, kind: "told", personId, areaCode });
      return { steps, rung: at, nextAt: new Date(now.getTime() + minutes * MINUTE_MS) };
    }
    const areaCode = found[0]?.areaCode ?? alarm.areaCode.slice(0, LENGTH[who]);
    steps.push({ ...base, kind: meant.length > 0 ? "told-already" : "nobody", personId: null, areaCode });
  }
  return { steps, rung: alarm.ladder.length - 1, nextAt: null };
}

/** When the second rung's turn is: by the time of what happened, however late it was told. */
export const firstTurn = (ladder: readonly Rung[], beganAt: Date): Date =>
  new Date(beganAt.getTime() + (ladder[0]?.minutes ?? 0) * MINUTE_MS);

/** When it goes on although somebody accepted. */
export const turnAfterAccepting = (ladder: readonly Rung[], at: number, now: Date): Date | null =>
  at >= ladder.length - 1 ? null : new Date(now.getTime() + (ladder[at]?.actingMinutes ?? 60) * MINUTE_MS);

/** What somebody found who settles one by hand. */
export const FOUND = ["well", "at-neighbours", "away", "in-hospital", "helped", "emergency", "deceased", "mistake"] as const;
export type Found = (typeof FOUND)[number];

/** What whoever was told says on the way. */
export const DEEDS = ["accepted", "going", "rang"] as const;
export type Deed = (typeof DEEDS)[number];

/** Whom to phone at the end. */
export const AUTHORITIES = [
  { number: "120", key: "ambulance" },
  { number: "110", key: "police" },
  { number: "119", key: "fire" },
] as const;
