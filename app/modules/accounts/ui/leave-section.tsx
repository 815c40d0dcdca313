import { Button, Group, NativeSelect, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { lastDayBefore } from "~/shared/half-open-days";
import { RefusalAlert, type RefusalShown } from "./refusal-alert";

interface LeaveShown {
  readonly id: string;
  readonly fromId: string;
  readonly fromName: string;
  readonly toName: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly reason: string | null;
}

interface LeaveSectionProps {
  readonly personId: string;
  readonly leaves: readonly LeaveShown[];
  /** colleagues who can stand in; null = the reader may not enter a leave here */
  readonly deputies: readonly { readonly id: string; readonly name: string }[] | null;
  readonly today: string;
  readonly typed: Readonly<Record<"to" | "validFrom" | "lastDay" | "reason", string>> | null;
  readonly refusal: RefusalShown | null;
}

/** Who stands in for whom and when, and the form that enters a leave. */
export function LeaveSection({ personId, leaves, deputies, today, typed, refusal }: LeaveSectionProps) {
  const { t } = useTranslation("accounts");
  return (
    <Stack gap="sm">
      {leaves.length === 0 && <Text c="dimmed">{t("person.noLeaves")}</Text>}
      {leaves.map((leave) => (
        <Group key={leave.id} justify="space-between" gap="sm">
          <div>
            <Text>{t("leave.sentence", { ...leave, from: leave.validFrom, to: lastDayBefore(leave.validTo) })}</Text>
            {leave.reason !== null && (
              <Text size="sm" c="dimmed" className="typed">
                {t("leave.reason", { reason: leave.reason })}
              </Text>
            )}
          </div>
          {deputies !== null && leave.fromId === personId && (
            <Form method="post">
              <input type="hidden" name="intent" value="end-leave" />
              <input type="hidden" name="leave" value={leave.id} />
              <Button type="submit" variant="default" size="xs">
                {t("leave.end")}
              </Button>
            </Form>
          )}
        </Group>
      ))}
      {deputies?.length === 0 && <Text c="dimmed">{t("leave.nobody")}</Text>}
      {deputies !== null && deputies.length > 0 && (
        <Form method="post" noValidate>
          <input type="hidden" name="intent" value="enter-leave" />
          <Stack gap="sm">
            <RefusalAlert refusal={refusal} />
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
              <NativeSelect
                name="to"
                label={t("leave.to")}
                description={t("leave.toWhat")}
                defaultValue={typed?.to ?? ""}
                data={[{ value: "", label: t("leave.choose") }, ...deputies.map(({ id, name }) => ({ value: id, label: name }))]}
              />
              <TextInput name="reason" label={t("leave.why")} defaultValue={typed?.reason ?? ""} maxLength={200} />
              <TextInput
                type="date"
                name="validFrom"
                label={t("leave.validFrom")}
                defaultValue={typed?.validFrom ?? today}
                min={today}
              />
              <TextInput type="date" name="lastDay" label={t("leave.lastDay")} defaultValue={typed?.lastDay ?? ""} min={today} />
            </SimpleGrid>
            <Button type="submit" variant="default" style={{ alignSelf: "start" }}>
              {t("leave.submit")}
            </Button>
          </Stack>
        </Form>
      )}
    </Stack>
  );
}
