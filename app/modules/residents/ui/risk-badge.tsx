import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { RiskLevel } from "../domain/risk-level";

const TONE: Record<RiskLevel, string> = { high: "red", key: "orange", general: "gray" };

/** The level as a word; the colour only repeats it. */
export function RiskBadge({ risk, isOverridden }: { readonly risk: RiskLevel; readonly isOverridden: boolean }) {
  const { t } = useTranslation("residents");
  return (
    <Badge tt="none" color={TONE[risk]} variant="light" c="var(--mantine-color-text)" size="lg">
      {t(`risk.${risk}`)}
      {isOverridden && ` · ${t("risk.said")}`}
    </Badge>
  );
}
