import { Badge, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { DANGER_HOURS, minutesToAct, type FindingKind } from "../domain/visit-log";

interface FindingKindProps {
  readonly finding: { readonly kind: FindingKind; readonly foundAt: string; readonly closedAt: string | null };
  readonly now: number;
}

/** What was found; a danger looks like one, and says how long there is to act. */
export function FindingKindSaid({ finding, now }: FindingKindProps) {
  const { t } = useTranslation("visits");
  if (finding.kind !== "danger") return t(`finding.${finding.kind}`);
  const left = minutesToAct(finding, now);
  const said = { hours: Math.floor(Math.abs(left ?? 0) / 60), minutes: Math.abs(left ?? 0) % 60, within: DANGER_HOURS };
  return (
    <>
      <Badge color="red.9" variant="filled" tt="none">
        {t("finding.danger")}
      </Badge>
      {left !== null && (
        <Text size="sm" fw={650} c={left < 0 ? "var(--mantine-color-error)" : undefined}>
          {t(left < 0 ? "finding.late" : "finding.left", said)}
        </Text>
      )}
    </>
  );
}
