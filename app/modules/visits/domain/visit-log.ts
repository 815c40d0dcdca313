/** 探访记录: what somebody found. The words of the record; its shape on paper and on the phone is the same. */
export const VISIT_OUTCOMES = [
  "seen",
  "spoken-to",
  "no-answer",
  "refused",
  "away",
  "in-hospital",
  "moved",
  "deceased",
  "other",
] as const;
export type VisitOutcome = (typeof VISIT_OUTCOMES)[number];

export const VISIT_CHANNELS = ["home", "phone", "video"] as const;
export type VisitChannel = (typeof VISIT_CHANNELS)[number];

/** 探访 check, 代办 errand, 转介 referral */
export const VISIT_PURPOSES = ["check", "errand", "referral"] as const;
export type VisitPurpose = (typeof VISIT_PURPOSES)[number];
