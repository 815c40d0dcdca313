import { Alert, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { FilterProblem } from "../domain/filter-problems";

interface FilterProblemsProps {
  readonly problems: readonly FilterProblem[];
  /** a date that is none, and the day that is shown in its stead */
  readonly noDay?: string | null;
  readonly day: string;
}

/** Each value of the address that could not be used. The good ones were kept. */
export function FilterProblems({ problems, noDay = null, day }: FilterProblemsProps) {
  const { t } = useTranslation("catalog");
  if (problems.length === 0 && noDay === null) return null;
  return (
    <Alert color="orange" c="var(--mantine-color-text)" role="alert">
      {noDay !== null && <Text>{t("list.noSuchDay", { given: noDay, day })}</Text>}
      {problems.map(({ field, given }) => (
        <Text key={field}>{t("list.noSuchValue", { field: t(`list.asked.${field}`), given })}</Text>
      ))}
    </Alert>
  );
}
