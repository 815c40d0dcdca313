import { Alert, Anchor, Group, Paper, Stack, Text } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { CoordinateWarning } from "../domain/coordinate-check";
import type { ImportBatch } from "../domain/import-batch";

const FIGURES = ["create", "update", "same", "ask", "refuse", "skip", "duplicates", "unplaced", "warnings"] as const;
const TONE: Partial<Record<"all" | (typeof FIGURES)[number], string>> = {
  refuse: "red",
  ask: "orange",
  duplicates: "orange",
  warnings: "orange",
  unplaced: "orange",
};

/** What stands in areas or is about a facility, has both ends or is a line is never unplaced. */
const ALWAYS_PLACED: readonly string[] = [
  ...["population", "walks", "barriers", "landmarks", "grades", "inspections", "comparison"],
];

/** Only facilities, premises and residents are asked about as duplicates. A question is told where there is one. */
function isTold(key: "all" | (typeof FIGURES)[number], { subject, counts }: ImportBatch): boolean {
  if (key === "ask") return (counts.ask ?? 0) > 0;
  if (key === "duplicates") return subject === "facilities" || subject === "premises" || subject === "residents";
  return key !== "unplaced" || !ALWAYS_PLACED.includes(subject);
}

/** What would happen, in figures; each leads to its rows. */
export function PreviewFigures({ batch, shown }: { batch: ImportBatch; shown: string }) {
  const { t } = useTranslation("imports");
  return (
    <Group gap="sm" component="nav" aria-label={t("preview.title")}>
      {(["all", ...FIGURES] as const)
        .filter((key) => isTold(key, batch))
        .map((key) => {
          const count = key === "all" ? (batch.counts.total ?? 0) : (batch.counts[key] ?? 0);
          const isShown = shown === key;
          return (
            <Anchor
              key={key}
              component={Link}
              to={`?city=${batch.cityCode}&show=${key}`}
              preventScrollReset
              underline="never"
              c="inherit"
              aria-current={isShown ? "true" : undefined}
            >
              <Paper
                withBorder
                radius="md"
                px="md"
                py="xs"
                miw={96}
                style={isShown ? { borderColor: "var(--mantine-primary-color-filled)", borderWidth: 2 } : undefined}
              >
                <Text size="sm" c="dimmed">
                  {t(`preview.${key}`)}
                </Text>
                <Text fw={700} fz="xl" c={count > 0 ? TONE[key] : undefined} style={{ fontVariantNumeric: "tabular-nums" }}>
                  {count.toLocaleString()}
                </Text>
              </Paper>
            </Anchor>
          );
        })}
    </Group>
  );
}

/** «These look like GCJ-02», with the figures that say so. */
export function CoordinateWarnings({ warnings }: { warnings: readonly CoordinateWarning[] }) {
  const { t } = useTranslation("imports");
  return (
    <Stack gap="sm">
      {warnings.map((warning) => (
        <Alert key={warning.code} color="orange" role="alert" title={t(`coordinates.${warning.code}`, { ...warning })}>
          {warning.code === "looks-like" ? t(`coordinates.${warning.by}`, { ...warning }) : null}
        </Alert>
      ))}
    </Stack>
  );
}

/** Sums, remarks and repeated headings: not taken for records, and said so. */
export function LeftOutRows({ batch }: { batch: ImportBatch }) {
  const { t } = useTranslation("imports");
  const empty = batch.counts.emptyRows ?? 0;
  if (batch.leftOut.length === 0 && empty === 0) return null;
  return (
    <details>
      <summary>{t("preview.leftOut", { count: batch.leftOut.length, empty })}</summary>
      <Stack gap={2} mt="xs">
        {batch.leftOut.slice(0, 200).map((row) => (
          <Text key={row.rowNumber} size="sm">
            {t("preview.row")} {row.rowNumber} · {t(`preview.leftOutAs.${row.as}`)} · {row.text}
          </Text>
        ))}
      </Stack>
    </details>
  );
}
