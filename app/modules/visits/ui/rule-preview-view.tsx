import { Alert, List, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Compared, RulePreview } from "../domain/rule-preview";

interface RulePreviewViewProps {
  readonly preview: RulePreview;
  readonly staffMinutes: number;
  readonly weeks: number;
  readonly areas: Readonly<Record<string, string>>;
}

/** «This change adds 412 visits in four weeks»: by district and category, and beside the hours people work. */
export function RulePreviewView({ preview, staffMinutes, weeks, areas }: RulePreviewViewProps) {
  const { t } = useTranslation("visits");
  const { total, byArea, byCategory } = preview;
  const more = total.after - total.before;
  const words = ({ before, after }: Compared) =>
    t("preview.line", { before, after, more: after - before > 0 ? `+${after - before}` : String(after - before) });
  const hours = (minutes: number) => Math.round(minutes / 60);
  return (
    <Alert
      color="jade"
      variant="light"
      role="status"
      title={t(more > 0 ? "preview.adds" : more < 0 ? "preview.takes" : "preview.same", { visits: Math.abs(more), weeks })}
    >
      <Stack gap="xs">
        <Text>{words(total)}</Text>
        <Text>
          {staffMinutes === 0
            ? t("preview.noHours", { hours: hours(total.minutesAfter) })
            : t("preview.hours", {
                hours: hours(total.minutesAfter),
                before: hours(total.minutesBefore),
                staff: hours(staffMinutes),
                share: Math.round((total.minutesAfter / staffMinutes) * 100),
              })}
        </Text>
        <List size="sm">
          {Object.entries(byArea).map(([code, of]) => (
            <List.Item key={code}>
              {areas[code] ?? code}: {words(of)}
            </List.Item>
          ))}
        </List>
        <List size="sm">
          {Object.entries(byCategory).map(([key, of]) => (
            <List.Item key={key}>
              {t(`category.${key}`)}: {words(of)}
            </List.Item>
          ))}
        </List>
      </Stack>
    </Alert>
  );
}

interface RuleAnswerProps {
  readonly refusal: string | null;
  readonly simulated: Omit<RulePreviewViewProps, "areas"> | null;
  /** nothing was adopted: what was to be adopted is not what had been simulated */
  readonly isAnew: boolean;
  readonly areas: Readonly<Record<string, string>>;
}

/** What is said to a change that was typed: why it was not taken, or what it would do. */
export function RuleAnswer({ refusal, simulated, isAnew, areas }: RuleAnswerProps) {
  const { t } = useTranslation("visits");
  if (refusal)
    return (
      <Alert color="red" role="alert">
        {t(`refusal.${refusal}`)}
      </Alert>
    );
  if (!simulated) return null;
  return (
    <Stack gap="xs">
      {isAnew && (
        <Alert color="red" role="alert">
          {t("rules.anew")}
        </Alert>
      )}
      <RulePreviewView {...simulated} areas={areas} />
    </Stack>
  );
}
