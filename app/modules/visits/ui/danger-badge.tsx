import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { dangerSaid } from "./danger-now";

interface DangerBadgeProps {
  readonly signs: readonly string[];
  readonly isRinging?: boolean;
  /** what it is called where no danger is named */
  readonly unsaid?: string;
}

/** Two dangers are longer than a phone is wide. */
const WRAPPED = { root: { height: "auto", paddingBlock: 3, maxWidth: "100%" }, label: { whiteSpace: "normal" } } as const;

/** The dangers of a door or a record, red for as long as they ring. */
export function DangerBadge({ signs, isRinging = true, unsaid }: DangerBadgeProps) {
  const { t, i18n } = useTranslation(["visits", "care"]);
  return (
    <Badge color={isRinging ? "red.9" : "gray.7"} variant={isRinging ? "filled" : "outline"} tt="none" size="lg" styles={WRAPPED}>
      {(signs.length === 0 && unsaid) || dangerSaid(t, signs, i18n.language)}
    </Badge>
  );
}
