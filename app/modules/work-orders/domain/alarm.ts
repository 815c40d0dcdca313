// What happens while nobody answers: a ladder of people, each with a time. The timer decides with the roster of the moment; who was
// told once is not told again on a higher rung; a rung that finds nobody passes on at once. Times are kept twice: when a
// rung's turn was, and when the server came to it.
import type { DutyNow } from "./duty-roster";

export const SOURCE_KINDS = ["visit", "finding", "work-order", "family-request", "refused-record"] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

export const RUNG_WHO = ["visitor", "community", "deputy", "street", "contact", "district", "city", "authority"] as const;
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

/** Whoever accepts a danger has no longer than this, or its order's hour would pass in somebody's hands. */
export const DANGER_ACTING = 20;

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
  rung("street", 30, "街道值班签收时限，由本机构确定"),
  rung("contact", 30, "联系紧急联系人的时限，由本机构确定"),
  rung("district", 30, "区级值班，由本机构确定"),
  rung("authority", 0, "急救 120、公安 110、消防 119", "S"),
];
/** A danger: whoever found it is told as before, and whoever is on duty at once; its two hours are the work order's clock. */
const DANGER: readonly Rung[] = [
  rung("visitor", 0, "热线工单办理时限：人身危险两小时内处置，值班人员即时知悉", "P"),
  ...UPWARDS.map((one) => (one.who === "authority" ? one : { ...one, minutes: 20 })),
].map((one) => ({ ...one, actingMinutes: DANGER_ACTING }));
/** A city without rungs of its own goes by these. */
export const STANDARD_LADDER: Readonly<Record<SourceKind, readonly Rung[]>> = {
  visit: [rung("visitor", 120, "无人应答后由探访员再访的时限，由本机构确定"), ...UPWARDS],
  finding: DANGER,
  // Nobody's life hangs on it: who answers for it is told, from below upwards, and no ambulance.
  "work-order": [
    rung("visitor", 0, "工单未签收或超时，由派到的人先办，由本机构确定"),
    rung("community", 120, "社区值班人员签收时限，由本机构确定"),
    rung("deputy", 120, "值班副手签收时限，由本机构确定"),
    rung("street", 240, "街道值班，由本机构确定"),
    rung("district", 0, "区级值班，由本机构确定"),
  ],
  // Whoever is on duty at once; nobody knows of a resident, or whom else to ring. Minutes are shares of the time to call back in.
  "family-request": [rung("community", 0, "家属请求的回电时限，由本机构确定"), ...UPWARDS.filter(({ who }) => who !== "contact")],
  // A danger, or a door nobody opened, in a record that was not accepted: whoever wrote it is known, and no contact.
  "refused-record": DANGER.filter(({ who }) => who !== "contact"),
};

export interface Walking {
  readonly areaCode: string;
  readonly ladder: readonly Rung[];
  readonly rung: number;
  /** when the next rung's turn is */
  readonly nextAt: Date;
  /** everybody told so far in this round */
  readonly told: readonly string[];
  /** somebody reached a contact on record */
  readonly isContactCalled?: boolean;
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
  | "settled"
  | "mailed"
  | "not-mailed"
  | "hooked"
  | "not-hooked"
  | "phoned";

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
export function walkOn(alarm: Walking, now: Date, onDuty: OnDuty): Walked {
  const steps: TimedStep[] = [];
  for (let at = alarm.rung + 1; at < alarm.ladder.length; at++) {
    const { who, minutes } = alarm.ladder[at]!;
    const base = { rung: at, plannedAt: alarm.nextAt };
    // Whoever was told so far calls the contact; where somebody reached one already, the next one's turn is now.
    if (who === "contact" && alarm.isContactCalled) continue;
    if (who === "contact") {
      steps.push({ ...base, kind: "authority", personId: null, areaCode: null });
      return { steps, rung: at, nextAt: new Date(now.getTime() + minutes * MINUTE_MS) };
    }
    if (who === "authority" || who === "visitor") {
      steps.push({ ...base, kind: "authority", personId: null, areaCode: null });
      return { steps, rung: at, nextAt: null };
    }
    const { found, meant } = meantBy(who, alarm.areaCode, onDuty);
    const fresh = meant.filter(({ personId }) => !alarm.told.includes(personId));
    if (fresh.length > 0) {
      for (const { personId, areaCode } of fresh) steps.push({ ...base, kind: "told", personId, areaCode });
      return { steps, rung: at, nextAt: new Date(now.getTime() + minutes * MINUTE_MS) };
    }
    const areaCode = found[0]?.areaCode ?? alarm.areaCode.slice(0, LENGTH[who]);
    steps.push({ ...base, kind: meant.length > 0 ? "told-already" : "nobody", personId: null, areaCode });
  }
  return { steps, rung: alarm.ladder.length - 1, nextAt: null };
}

type OnDuty = (areaCode: string) => readonly DutyNow[];

/** Whom a rung of duty means: the first person of a community, its deputy, and everybody above. */
function meantBy(who: keyof typeof LENGTH, alarmArea: string, onDuty: OnDuty) {
  const found = onDuty(alarmArea.slice(0, LENGTH[who]));
  const meant = found.flatMap(({ personId, deputyId, areaCode }) => {
    const ids = who === "community" ? [personId] : who === "deputy" ? [deputyId] : [personId, deputyId];
    return ids.flatMap((id) => (id === null ? [] : [{ personId: id, areaCode }]));
  });
  return { found, meant: meant.filter(({ personId }, n) => meant.findIndex((one) => one.personId === personId) === n) };
}

/** Somebody had it in hand at the end of the ladder and did not settle it: whoever is on duty highest up is told anew. */
export function walkAnew(alarm: Walking, now: Date, onDuty: OnDuty): Walked {
  const last = alarm.ladder.length - 1;
  for (let at = last; at > 0; at--) {
    const { who, minutes, actingMinutes } = alarm.ladder[at]!;
    if (who === "contact" || who === "authority" || who === "visitor") continue;
    const { meant } = meantBy(who, alarm.areaCode, onDuty);
    if (meant.length === 0) continue;
    const steps = meant.map((one) => ({ ...one, rung: at, plannedAt: alarm.nextAt, kind: "told" as const }));
    return { steps, rung: at, nextAt: new Date(now.getTime() + (minutes || actingMinutes) * MINUTE_MS) };
  }
  return {
    steps: [{ rung: last, kind: "authority", personId: null, areaCode: null, plannedAt: alarm.nextAt }],
    rung: last,
    nextAt: null,
  };
}

/** Begun anew, a ladder that ends with whom to phone goes on until it is settled; what can wait is told to people and not again. */
export const nextRoundAt = ({ ladder }: Pick<Walking, "ladder">, kind: SourceKind, now: Date): Date | null => {
  const last = ladder.at(-1);
  return kind === "family-request" || last?.who !== "authority" ? null : new Date(now.getTime() + last.actingMinutes * MINUTE_MS);
};

/** When the second rung's turn is: by the time of what happened, however late it was told. */
export const firstTurn = (ladder: readonly Rung[], beganAt: Date): Date =>
  new Date(beganAt.getTime() + (ladder[0]?.minutes ?? 0) * MINUTE_MS);

/** The ladder for whoever is above: what waits for a second person is not told to those who wait for one. */
export const ladderAbove = (ladder: readonly Rung[]): readonly Rung[] =>
  ladder.filter(({ who }) => who !== "community" && who !== "deputy" && who !== "contact" && who !== "authority");

/**
 * When it goes on although somebody accepted: never sooner than it would have, and no later than the hour of its order; on the last
 * rung too, or one person's word would be its end.
 */
export function turnAfterAccepting(
  { ladder, rung: at, nextAt }: Pick<Walking, "ladder" | "rung"> & { readonly nextAt: Date | null },
  now: Date,
  hour: Date | null = null,
): Date {
  const acting = now.getTime() + (ladder[at]?.actingMinutes ?? 60) * MINUTE_MS;
  const turn = Math.max(nextAt?.getTime() ?? 0, acting);
  return new Date(hour && hour > now ? Math.min(turn, hour.getTime()) : turn);
}

/** What somebody found who settles one by hand. */
export const FOUND = ["well", "at-neighbours", "away", "in-hospital", "helped", "emergency", "deceased", "mistake"] as const;
export type Found = (typeof FOUND)[number];

/** What whoever was told says on the way. */
export const DEEDS = ["accepted", "going"] as const;
export type Deed = (typeof DEEDS)[number];

/** What came of ringing up whoever was told. */
export const CALL_RESULTS = ["reached", "not-reached", "wrong-number"] as const;

/** Whoever looks after people may be put on duty, and logs visits: nobody else is ever told. */
export const MAY_BE_TOLD: readonly string[] = ["supervisor", "caregiver"];

/** What came of calling somebody about an alarm; one that was never made is put right by a further entry. */
export const CALLED = ["reached", "not-reached", "wrong-number", "not-made"] as const;
export type Called = (typeof CALLED)[number];

/** Whom to phone at the end. */
export const AUTHORITIES = [
  { number: "120", key: "ambulance" },
  { number: "110", key: "police" },
  { number: "119", key: "fire" },
] as const;
