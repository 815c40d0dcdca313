import { List, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { changeSummary, type ChangeLine } from "../domain/change-summary";
import type { FieldDifference } from "../domain/field-differences";
import { useFieldWords } from "./field-words";
import type { RegistryNames } from "./registry-names";

interface ChangeHistoryProps {
  readonly history: readonly {
    readonly id: string;
    readonly version: number;
    readonly cause: string;
    readonly at: string;
    readonly personName: string | null;
    readonly differences: readonly FieldDifference[];
  }[];
  readonly timeZone: string;
  readonly names: RegistryNames;
}

/** Who changed what and when, the newest first: each change in a few lines, and field by field where one asks. */
export function ChangeHistory({ history, timeZone, names }: ChangeHistoryProps) {
  const { t, i18n } = useTranslation("catalog");
  const clock = new Intl.DateTimeFormat(i18n.language === "en" ? "en-GB" : "zh-CN", {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone,
  });
  if (history.length === 0) return <Text c="dimmed">{t("history.none")}</Text>;
  return (
    <Stack gap="md" component="ol" style={{ listStyle: "none", padding: 0, margin: 0 }}>
      {history.map((change) => (
        <li key={change.id}>
          <Text fw={600}>
            {t(`history.cause.${change.cause}`)}
            <Text span fw={400} c="dimmed">
              {` · ${t("history.by", { who: change.personName ?? t("history.nobody"), at: clock.format(new Date(change.at)), version: change.version })}`}
            </Text>
          </Text>
          <Differences differences={change.differences} names={names} />
        </li>
      ))}
    </Stack>
  );
}

function Differences({
  differences,
  names,
}: {
  readonly differences: readonly FieldDifference[];
  readonly names: RegistryNames;
}) {
  const { t } = useTranslation("catalog");
  const words = useFieldWords(names);
  const changed = ({ path, before, after }: FieldDifference) =>
    t("history.changed", { field: words.path(path), before: words.value(before, path), after: words.value(after, path) });
  const said = (line: ChangeLine): string => {
    switch (line.kind) {
      case "state": {
        const from = line.from === null ? t("field.nothing") : t(`state.${line.from}`);
        const change = t("history.state", { from, to: t(`state.${line.to}`), on: line.on });
        return line.reason ? `${change} · ${t("history.reason", { reason: line.reason })}` : change;
      }
      case "service":
        return t(`history.service.${line.how}`, { service: names.type(line.serviceType), count: line.count });
      case "rows":
        return t("history.rows", { field: words.path([line.field]), count: line.count });
      case "field":
        return changed(line.difference);
    }
  };
  if (differences.length === 0) return null;
  const lines = changeSummary(differences);
  return (
    <>
      <List size="sm" spacing={2} mt={4}>
        {lines.map((line) => (
          <List.Item key={said(line)}>{said(line)}</List.Item>
        ))}
      </List>
      {lines.some(({ kind }) => kind !== "field") && (
        <details>
          <summary style={{ paddingBlock: "0.75rem", fontSize: "var(--mantine-font-size-sm)" }}>
            {t("history.details", { count: differences.length })}
          </summary>
          <List size="sm" spacing={2}>
            {differences.map((difference) => (
              <List.Item key={difference.path.join("/")}>{changed(difference)}</List.Item>
            ))}
          </List>
        </details>
      )}
    </>
  );
}
