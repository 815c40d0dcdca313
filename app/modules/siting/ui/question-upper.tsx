import { Fieldset, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Choice } from "./question-sentence";
import { withGiven, type Values } from "./question-values";

interface QuestionUpperProps {
  readonly values: Values;
  readonly types: readonly Choice[];
  readonly named: (choice: Choice) => string;
  readonly field: (name: string, label: string, description?: string) => ReactNode;
  readonly money: (name: string, label: string, description?: string) => ReactNode;
}

/** A second level sited in the same question; without a service there is none, and the rest of it stays folded. */
export function QuestionUpper({ values, types, named, field, money }: QuestionUpperProps) {
  const { t } = useTranslation("siting");
  return (
    <Fieldset legend={t("question.upper")}>
      <Stack gap="xs">
        <Text size="sm" c="dimmed">
          {t("question.upperWhat")}
        </Text>
        <NativeSelect
          {...{ name: "upper", label: t("question.upperType"), defaultValue: values.text("upper"), error: values.wrong("upper") }}
          data={withGiven(
            [{ value: "", label: t("question.upperNone") }, ...types.map((type) => ({ value: type.key, label: named(type) }))],
            values.text("upper"),
            (given) => t("question.givenUnknown", { given }),
          )}
        />
        <TextInput
          {...{ name: "upper-count", label: t("question.upperCount"), description: t("question.upperCountWhat") }}
          {...{ autoComplete: "off", error: values.wrong("upper-count") }}
          defaultValue={values.text("upper-count")}
        />
        <details open={values.text("upper") !== ""}>
          <summary style={{ minHeight: 28, cursor: "pointer" }}>{t("question.upperMore")}</summary>
          <Stack gap="xs">
            {field("upper-circle", "upperCircle", "upperCircleWhat")}
            {money("upper-build", "upperBuild", "upperBuildWhat")}
            {money("upper-yearly", "upperYearly")}
            {field("upper-weight", "upperWeight", "upperWeightWhat")}
            {field("upper-metres", "upperMetres", "upperMetresWhat")}
          </Stack>
        </details>
      </Stack>
    </Fieldset>
  );
}
