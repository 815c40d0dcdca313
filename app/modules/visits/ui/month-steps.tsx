import { Button, Group, Text, TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";

interface MonthStepsProps {
  readonly address: string;
  readonly state: string;
  readonly maySubmit: boolean;
  readonly mayReview: boolean;
}

/** Hand in, give back, lock, and remind whoever still has somebody to see. */
export function MonthSteps({ address, state, maySubmit, mayReview }: MonthStepsProps) {
  const { t } = useTranslation("visits");
  const isIn = state === "submitted";
  if (!maySubmit && !mayReview) return null;
  return (
    <Form method="post" action={address} className="no-print">
      <Group align="end">
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
