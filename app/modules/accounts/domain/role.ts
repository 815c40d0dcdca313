/** The roles people navigate by. What a role may do is in `permission.ts`. */
export const ROLES = ["planner", "supervisor", "caregiver", "operator", "overseer", "family"] as const;
export type Role = (typeof ROLES)[number];

export const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text);
