import { useTranslation } from "react-i18next";
import { SiblingPages } from "~/ui/layout/sibling-pages";
import type { Grant } from "~/modules/accounts/domain/grant";
import { may } from "~/modules/accounts/domain/may";
import type { Permission } from "~/modules/accounts/domain/permission";

const PAGES: readonly { readonly key: string; readonly to: string; readonly permission: Permission | null }[] = [
  { key: "watch", to: "/visits/watch", permission: "read:visits" },
  { key: "due", to: "/visits/due", permission: null },
  { key: "plan", to: "/visits/plan", permission: "read:visits" },
  { key: "mine", to: "/visits/mine", permission: "propose:residents" },
  { key: "caregivers", to: "/visits/caregivers", permission: "read:visits" },
  { key: "log", to: "/visits/log", permission: null },
  { key: "orders", to: "/visits/orders", permission: null },
  { key: "requests", to: "/visits/requests", permission: "read:work-orders" },
  { key: "checks", to: "/visits/checks", permission: null },
  { key: "month", to: "/visits/month", permission: "read:visits" },
  { key: "duty", to: "/visits/duty", permission: "read:visits" },
  { key: "residents", to: "/visits/residents", permission: "read:residents" },
  { key: "rules", to: "/visits/rules", permission: "read:visits" },
  { key: "modes", to: "/visits/modes", permission: "read:visits" },
];

/** The pages of visiting that the reader may open. */
export function VisitPages({ grants }: { readonly grants: readonly Grant[] }) {
  const { t } = useTranslation("visits");
  const pages = PAGES.filter(({ permission }) => permission === null || may({ grants }, permission));
  return <SiblingPages label={t("pages.label")} pages={pages.map(({ key, to }) => ({ to, label: t(`pages.${key}`) }))} />;
}
