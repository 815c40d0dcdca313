import type { Grant } from "./grant";
import { may, mayIn } from "./may";
import type { Permission } from "./permission";

export interface GovernPage {
  readonly key: string;
  readonly to: string;
  readonly permission: Permission;
  /** of the whole installation, not of one area or line */
  readonly isWhole?: boolean;
}

const PAGES: readonly GovernPage[] = [
  { key: "people", to: "/govern/people", permission: "read:people" },
  { key: "access", to: "/govern/access", permission: "read:people" },
  { key: "approvals", to: "/govern/approvals", permission: "read:approvals" },
  { key: "audit", to: "/govern/audit", permission: "read:audit" },
  { key: "phones", to: "/govern/phones", permission: "bind:devices" },
  { key: "sessions", to: "/govern/sessions", permission: "write:session-limits", isWhole: true },
  { key: "retention", to: "/govern/retention", permission: "write:retention" },
  { key: "emergency", to: "/govern/emergency", permission: "break:glass" },
  { key: "jobs", to: "/govern/jobs", permission: "read:operations", isWhole: true },
];

/** The pages about people and permissions that somebody may open, in their order. */
export const governPagesOf = (granted: { readonly grants: readonly Grant[] }): readonly GovernPage[] =>
  PAGES.filter(({ permission, isWhole }) => (isWhole ? mayIn(granted, permission, "", "") : may(granted, permission)));
