import { Alert, Anchor, Button, Group, NativeSelect, Stack, Text, TextInput, Title } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ABSENCE_REASONS, lastDayOf, type Absence } from "../domain/caregiver-card";
import type { FaultShown } from "./caregiver-fields";

interface AbsenceSectionProps {
  readonly absences: readonly Absence[];
  readonly today: string;
  readonly mayPlan: boolean;
  readonly typed: Readonly<Record<string, string>> | null;
  readonly faults: readonly FaultShown[];
  /** published visits in the days of the absence just noted */
  readonly inForce: number | null;
}

/** When somebody does not visit, and why in one word. */
export function AbsenceSection({ absences, today, mayPlan, typed, faults, inForce }: AbsenceSectionProps) {
  const { t } = useTranslation("visits");
  const error = (name: string) => {
    const found = faults.find(({ field }) => field === name);
    return found ? t(`caregiver.fault.${found.fault}`) : undefined;
  };
  return (
    <section className="surface" style={{ padding: "1rem" }} id="absences">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t("caregiver.absencesTitle")}
        </Title>
        {inForce !== null && inForce > 0 && (
          <Alert color="orange" role="status">
            {t("caregiver.inForce", { count: inForce })}{" "}
            <Anchor component={Link} to="/visits/plan">
              {t("caregiver.toPlan")}
            </Anchor>
          </Alert>
        )}
        {absences.length === 0 && <Text c="dimmed">{t("caregiver.noAbsence")}</Text>}
        {absences.map(({ id, kind, from, to }) => (
          <Group key={id} gap="sm">
            <Text>
              {t(`caregiver.absence.${kind}`)} {t("caregiver.period", { from, last: lastDayOf(to) })}
              {to <= today && ` · ${t("caregiver.over")}`}
            </Text>
            {mayPlan && to > today && (
              <Form method="post">
                <input type="hidden" name="intent" value="back" />
                <input type="hidden" name="absence" value={id} />
                <Button
                  type="submit"
                  variant="default"
                  size="compact-sm"
                  aria-label={t(from < today ? "caregiver.backOf" : "caregiver.takeOffOf", { from })}
                >
                  {t(from < today ? "caregiver.back" : "caregiver.takeOff")}
                </Button>
              </Form>
            )}
          </Group>
        ))}
        {mayPlan && (
          <Form method="post" noValidate>
            <input type="hidden" name="intent" value="away" />
            <Group align="start">
              <NativeSelect
                name="kind"
                label={t("caregiver.field.kind")}
                defaultValue={typed?.["kind"] ?? "leave"}
                error={error("kind")}
                data={ABSENCE_REASONS.map((value) => ({ value, label: t(`caregiver.absence.${value}`) }))}
              />
              <TextInput
                type="date"
                name="from"
                label={t("caregiver.field.awayFrom")}
                defaultValue={typed?.["from"] ?? today}
                error={error("from")}
              />
              <TextInput
                type="date"
                name="last"
                label={t("caregiver.field.awayLast")}
                defaultValue={typed?.["last"] ?? ""}
                error={error("last")}
              />
            </Group>
            <Button type="submit" mt="sm">
              {t("caregiver.noteAway")}
            </Button>
          </Form>
        )}
      </Stack>
    </section>
  );
}
