import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { isMark, sourceWords } from "~/ui/languages/source-words";
import type { PlanMethod, SaidStandard } from "../domain/planning-standards";
import { clockText } from "./plan-words";

/** «How was this reckoned»: ways, speeds and weights of a plan, each with its source, as of the day it was made. */
export function PlanMethodDetails({ method }: { readonly method: PlanMethod | null }) {
  const { t, i18n } = useTranslation("visits");
  const { language } = i18n;
  const from = (source: string, mark = ""): string => {
    const { text, marks } = sourceWords(source, language);
    const all = [...new Set([...marks, mark])].filter(isMark).map((each) => t(`plan.how.mark.${each}`));
    return `${t("plan.how.source", { source: text })}${all.length > 0 ? t("plan.how.marked", { words: all.join(t("list")) }) : ""}`;
  };
  const valueText = ({ value, unit }: SaidStandard): string =>
    unit === "minute of the day" ? clockText(value) : `${value} ${t(`plan.how.unit.${unit}`)}`;
  return (
    <details className="surface" style={{ padding: "var(--mantine-spacing-md)" }} data-testid="plan-method">
      <summary style={{ fontWeight: 600, minHeight: 28, cursor: "pointer" }}>{t("plan.how.title")}</summary>
      {method === null ? (
        <Text mt="sm">{t("plan.how.unknown")}</Text>
      ) : (
        <Table mt="sm" verticalSpacing="xs" layout="fixed" styles={{ th: { width: "11em", verticalAlign: "top" } }}>
          <Table.Tbody>
            <Row name={t("plan.how.asOf")} text={method.asOf} />
            <Row
              name={t("plan.how.ways")}
              text={
                method.streets
                  ? t("plan.how.onStreets", { name: method.streets.name, day: method.streets.importedOn })
                  : t("plan.how.straight", { detour: method.detour.value, count: method.barriers })
              }
              note={method.streets ? null : from(method.detour.source, method.detour.mark)}
            />
            <Row
              name={t("plan.how.foot")}
              text={`${method.foot.kmh} ${t("plan.how.unit.km/h")}`}
              note={from(method.foot.source)}
            />
            {method.standards.map((standard) => (
              <Row
                key={standard.key}
                name={t(`plan.how.of.${standard.key}`)}
                text={valueText(standard)}
                note={from(standard.source, standard.mark)}
              />
            ))}
          </Table.Tbody>
        </Table>
      )}
      <Text size="sm" mt="sm">
        {t("plan.how.search")}
      </Text>
    </details>
  );
}

function Row({ name, text, note = null }: { readonly name: string; readonly text: string; readonly note?: string | null }) {
  return (
    <Table.Tr>
      <Table.Th scope="row">{name}</Table.Th>
      <Table.Td>
        {text}
        {note && (
          <Text size="sm" c="dimmed">
            {note}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
