import { Button, Checkbox, Group, Stack, Text, TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";

interface MonthStepsProps {
  readonly address: string;
  readonly state: string;
  readonly maySubmit: boolean;
  readonly mayReview: boolean;
  /** how many units below have not handed in */
  readonly missing: number;
  readonly isOver: boolean;
}

/**
 * Hand in, give back, lock; remind whoever still has somebody to see, and the units that owe a month which has ended. A form for
 * each, so that a tick is asked for by its own button alone, without scripts too.
 */
export function MonthSteps({ address, state, maySubmit, mayReview, missing, isOver }: MonthStepsProps) {
  const { t } = useTranslation("visits");
  const isIn = state === "submitted";
  const isKept = state === "locked";
  if (!maySubmit && !mayReview) return null;
  const despite = [!isOver && t("month.stillRuns"), missing > 0 && t("month.missing", { count: missing })].filter(Boolean);
  return (
    <Stack gap="md" className="no-print">
      {maySubmit && !isKept && !isIn && (
        <Form method="post" action={address}>
          <Stack gap="xs" align="start">
            {despite.length > 0 && (
              <Checkbox
                key={missing}
                name="despite"
                value={String(missing)}
                required
                label={t("month.despite", { what: despite.join(t("month.and")) })}
              />
            )}
            <Button type="submit" name="intent" value="submit">
              {t("month.submit")}
            </Button>
          </Stack>
        </Form>
      )}
      {maySubmit && !isKept && (
        <Form method="post" action={address}>
          <Group gap="sm">
            <Button type="submit" name="intent" value="remind" variant="default">
              {t("month.remind")}
            </Button>
            {isOver && missing > 0 && (
              <Button type="submit" name="intent" value="ask-units" variant="default">
                {t("month.askUnits", { count: missing })}
              </Button>
            )}
          </Group>
        </Form>
      )}
      {mayReview && isIn && (
        <>
          <Form method="post" action={address}>
            <Group align="end" gap="sm">
              <TextInput name="why" label={t("month.why")} maxLength={500} />
              <Button type="submit" name="intent" value="return" variant="default">
                {t("month.return")}
              </Button>
            </Group>
          </Form>
          <Form method="post" action={address}>
            <Stack gap="xs" align="start">
              <Checkbox name="sure" value="yes" required label={t("month.sure")} />
              <Button type="submit" name="intent" value="lock">
                {t("month.lock")}
              </Button>
            </Stack>
          </Form>
        </>
      )}
      {isKept && <Text c="dimmed">{t("month.isLocked")}</Text>}
    </Stack>
  );
}
