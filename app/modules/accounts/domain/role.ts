/** What people are to this network. What a role may do is in `permission.ts`; where, in their grants. */
export const ROLES = ["planner", "supervisor", "caregiver", "operator", "overseer", "family", "administrator"] as const;
export type Role = (typeof ROLES)[number];

export const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text);

/** Also what a person holds for a few hours who broke the glass; nobody is given that. */
export type GrantedRole = Role | "emergency";
