import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { isMark, sourceWords } from "~/ui/languages/source-words";
import type { SaidStandard } from "../domain/planning-standards";
import { clockText } from "./plan-words";

/** From where on something is worth a look, each number with its source. */
export function CheckMethod({ standards }: { readonly standards: readonly SaidStandard[] }) {
  const { t, i18n } = useTranslation("visits");
  const from = ({ source, mark }: SaidStandard): string => {
    const { text, marks } = sourceWords(source, i18n.language);
    const all = [...new Set([...marks, mark])].filter(isMark).map((each) => t(`plan.how.mark.${each}`));
    return `${t("plan.how.source", { source: text })}${all.length > 0 ? t("plan.how.marked", { words: all.join(t("list")) }) : ""}`;
  };
  const valueText = ({ value, unit }: SaidStandard): string =>
    unit === "minute of the day"
      ? clockText(value)
      : unit === "ratio"
        ? `${Math.round(value * 1_000) / 10} %`
        : `${value} ${t(`checks.unit.${unit}`)}`;
  return (
    <details className="surface" style={{ padding: "var(--mantine-spacing-md)" }} data-testid="check-method">
      <summary style={{ fontWeight: 600, minHeight: 28, cursor: "pointer" }}>{t("checks.method")}</summary>
      <Text mt="sm">{t("checks.methodWhat")}</Text>
      <Table mt="sm" verticalSpacing="xs" layout="fixed" styles={{ th: { width: "14em", verticalAlign: "top" } }}>
        <Table.Tbody>
          {standards.map((standard) => (
            <Table.Tr key={standard.key}>
              <Table.Th scope="row">{t(`checks.standard.${standard.key}`)}</Table.Th>
              <Table.Td>
                {valueText(standard)}
                <Text size="sm" c="dimmed">
                  {from(standard)}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </details>
  );
}
