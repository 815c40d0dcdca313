import { Alert } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface MonthAnswerProps {
  readonly refusal: string | null;
  readonly reminded: Readonly<Record<string, number>> | null;
  readonly asked: Readonly<Record<string, number>> | null;
}

/** What a step of the month answers, above the buttons it was asked with. */
export function MonthAnswer({ refusal, reminded, asked }: MonthAnswerProps) {
  const { t } = useTranslation("visits");
  if (refusal)
    return (
      <Alert color="red" role="alert">
        {t(`refusal.${refusal}`)}
      </Alert>
    );
  return (
    <Alert color="jade" role="status">
      {reminded ? t("month.reminded", { ...reminded }) : t("month.asked", { ...asked })}
    </Alert>
  );
}
