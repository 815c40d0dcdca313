import { useTranslation } from "react-i18next";
import { SiblingPages } from "~/ui/layout/sibling-pages";
import { may, mayIn } from "../domain/may";
import type { Grant } from "../domain/grant";
import type { Permission } from "../domain/permission";

interface GovernPage {
  readonly key: string;
  readonly to: string;
  readonly permission: Permission;
  /** of the whole installation, not of one area */
  readonly isWhole?: boolean;
}

const PAGES: readonly GovernPage[] = [
  { key: "people", to: "/govern/people", permission: "read:people" },
  { key: "access", to: "/govern/access", permission: "read:people" },
  { key: "approvals", to: "/govern/approvals", permission: "read:approvals" },
  { key: "audit", to: "/govern/audit", permission: "read:audit" },
  { key: "phones", to: "/govern/phones", permission: "bind:devices" },
  { key: "retention", to: "/govern/retention", permission: "write:retention" },
  { key: "emergency", to: "/govern/emergency", permission: "break:glass" },
  { key: "jobs", to: "/govern/jobs", permission: "read:operations", isWhole: true },
];

interface GovernPagesProps {
  readonly grants: readonly Grant[];
  /** openings that wait for this reader's review */
  readonly toReview?: number;
}

/** Who works here, who may see what, and what was opened: only what the reader may open. */
export function GovernPages({ grants, toReview = 0 }: GovernPagesProps) {
  const { t } = useTranslation("accounts");
  const pages = PAGES.filter(({ permission, isWhole }) =>
    isWhole ? mayIn({ grants }, permission, "") : may({ grants }, permission),
  ).map(({ key, to }) => ({
    to,
    label: t(`pages.${key}`),
    count: key === "access" ? toReview : 0,
  }));
  return <SiblingPages label={t("pages.label")} pages={pages} />;
}
