import { useTranslation } from "react-i18next";
import { SiblingPages } from "~/ui/layout/sibling-pages";
import { governPagesOf } from "../domain/govern-pages";
import type { Grant } from "../domain/grant";

interface GovernPagesProps {
  readonly grants: readonly Grant[];
  /** openings that wait for this reader's review */
  readonly toReview?: number;
}

/** Who works here, who may see what, and what was opened: only what the reader may open. */
export function GovernPages({ grants, toReview = 0 }: GovernPagesProps) {
  const { t } = useTranslation("accounts");
  const pages = governPagesOf({ grants }).map(({ key, to }) => ({
    to,
    label: t(`pages.${key}`),
    waiting: key === "access" && toReview > 0 ? t("pages.waiting", { count: toReview }) : null,
  }));
  return <SiblingPages label={t("pages.label")} pages={pages} />;
}
