import { Button, Group, Text, TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";

interface MonthStepsProps {
  readonly address: string;
  readonly state: string;
  readonly maySubmit: boolean;
  readonly mayReview: boolean;
  /** how many units below owe this month, which has ended; 0 = nobody is asked for it */
  readonly owing: number;
}

/** Hand in, give back, lock; remind whoever still has somebody to see, and the units that owe their month. */
export function MonthSteps({ address, state, maySubmit, mayReview, owing }: MonthStepsProps) {
  const { t } = useTranslation("visits");
  const isIn = state === "submitted";
  if (!maySubmit && !mayReview) return null;
  return (
    <Form method="post" action={address} className="no-print">
      <Group align="end" gap="sm">
        {maySubmit && state !== "locked" && !isIn && (
          <Button type="submit" name="intent" value="submit">
            {t("month.submit")}
          </Button>
        )}
        {maySubmit && state !== "locked" && (
          <Button type="submit" name="intent" value="remind" variant="default">
            {t("month.remind")}
          </Button>
        )}
        {maySubmit && owing > 0 && (
          <Button type="submit" name="intent" value="ask-units" variant="default">
            {t("month.askUnits", { count: owing })}
          </Button>
        )}
        {mayReview && isIn && (
          <>
            <TextInput name="why" label={t("month.why")} maxLength={500} />
            <Button type="submit" name="intent" value="return" variant="default">
              {t("month.return")}
            </Button>
            <Button type="submit" name="intent" value="lock">
              {t("month.lock")}
            </Button>
          </>
        )}
        {state === "locked" && <Text c="dimmed">{t("month.isLocked")}</Text>}
      </Group>
    </Form>
  );
}
