import { Fieldset, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

type Field = (name: string, label: string, description?: string) => ReactNode;

interface QuestionExtendProps {
  readonly field: Field;
  readonly money: Field;
}

/** Places that are there may be made larger: by how many people each, for how much, how many of them. Empty = new ones alone. */
export function QuestionExtend({ field, money }: QuestionExtendProps) {
  const { t } = useTranslation("siting");
  return (
    <Fieldset legend={t("question.extendTitle")}>
      <Stack gap="xs">
        <Text size="sm" c="dimmed">
          {t("question.extendWhat")}
        </Text>
        {field("extend", "extend")}
        {money("extend-build", "extendBuild")}
        {money("extend-yearly", "extendYearly")}
        {field("extend-most", "extendMost", "extendMostWhat")}
      </Stack>
    </Fieldset>
  );
}
