// 危险情形: what somebody at a door does now, by what they see. Whom to ring is the country's own: 110 police, 119 fire, 120 ambulance.
export const DANGER_SIGNS = ["gas", "fire", "fall", "unconscious", "suicide", "no-heating", "violence", "other"] as const;
export type DangerSign = (typeof DANGER_SIGNS)[number];

export const EMERGENCY_NUMBERS = ["120", "110", "119"] as const;
export type EmergencyNumber = (typeof EMERGENCY_NUMBERS)[number];

export interface DoNow {
  /** how many steps there are to read, in their order */
  readonly steps: number;
  /** the first is the one to ring first; none = the duty desk is enough */
  readonly ring: readonly EmergencyNumber[];
}

const DO_NOW: Readonly<Record<DangerSign, DoNow>> = {
  gas: { steps: 4, ring: ["119", "120"] },
  fire: { steps: 4, ring: ["119", "120"] },
  fall: { steps: 4, ring: ["120"] },
  unconscious: { steps: 4, ring: ["120"] },
  suicide: { steps: 4, ring: ["110", "120"] },
  "no-heating": { steps: 4, ring: ["120"] },
  violence: { steps: 3, ring: ["110", "120"] },
  other: { steps: 3, ring: ["120", "110", "119"] },
};

export const doNow = (sign: DangerSign): DoNow => DO_NOW[sign];
