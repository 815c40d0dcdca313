import type { Role } from "./role";

/** The first page of each role's own work: where signing in leads whoever asked for no page. */
const BY_ROLE: Record<Role, string> = {
  planner: "/plan",
  overseer: "/plan",
  supervisor: "/visits/month",
  operator: "/operate",
  caregiver: "/care",
  family: "/",
  administrator: "/govern",
};

/** null = signed in, and nothing is granted today: the account is all there is to see. */
export const landing = (role: Role | null): string => (role ? BY_ROLE[role] : "/account");

/** Where signing in leads by itself: the role is known only after the last proof. */
export const START = "/account/start";
