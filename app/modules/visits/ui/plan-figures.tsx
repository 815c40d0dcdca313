import { Stack, Table, Text, Title } from "@mantine/core";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { ClientOnly } from "~/ui/layout/client-only";
import { workSpread, type PlanTotals } from "../domain/plan-difference";
import { hoursText, kmText, shareText } from "./plan-words";

const WorkChart = lazy(() => import("./work-chart.client").then((module) => ({ default: module.WorkChart })));
const MOST_BARS = 40;

interface PlanFiguresProps {
  readonly totals: PlanTotals;
  /** of what is in force; null = not compared */
  readonly before: PlanTotals | null;
  readonly people: Readonly<Record<string, string>>;
}

/** A plan in numbers, beside what is in force. */
export function PlanFigures({ totals, before }: PlanFiguresProps) {
  const { t } = useTranslation("visits");
  const rows: [string, (of: PlanTotals) => string][] = [
    ["visits", (of) => String(of.visits)],
    ["calls", (of) => String(of.calls)],
    ["hours", (of) => hoursText(of.workMinutes)],
    ["travel", (of) => hoursText(of.travelMinutes)],
    ["km", (of) => kmText(of.metres)],
    ["usual", (of) => shareText(of.byUsual, of.visits)],
    ["most", (of) => hoursText(workSpread(of.people)?.most ?? 0)],
    ["least", (of) => hoursText(workSpread(of.people)?.least ?? 0)],
  ];
  return (
    <div className="surface" style={{ overflowX: "auto" }}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("plan.figure.what")}</Table.Th>
            {before && <Table.Th ta="right">{t("plan.figure.before")}</Table.Th>}
            <Table.Th ta="right">{t("plan.figure.this")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody style={{ fontVariantNumeric: "tabular-nums" }}>
          {rows.map(([key, of]) => (
            <Table.Tr key={key}>
              <Table.Td>{t(`plan.figure.${key}`)}</Table.Td>
              {before && <Table.Td ta="right">{of(before)}</Table.Td>}
              <Table.Td ta="right">{of(totals)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** Who works how long, and who sees whom they answer for: bars, and the same as a table. */
export function PlanFairness({ totals, people }: Omit<PlanFiguresProps, "before">) {
  const { t } = useTranslation("visits");
  const rows = [...totals.people].sort((a, b) => b.workMinutes - a.workMinutes);
  const spread = workSpread(rows);
  if (!spread) return null;
  const said = t("plan.fair.said", {
    ...{ most: hoursText(spread.most), middle: hoursText(spread.middle), least: hoursText(spread.least) },
    usual: shareText(totals.byUsual, totals.visits),
  });
  const nameOf = (id: string) => people[id] ?? t("due.somebody");
  return (
    <Stack className="surface" p="md" gap="sm" component="section" aria-labelledby="fair-title">
      <Title order={2} size="h4" id="fair-title">
        {t("plan.fair.title")}
      </Title>
      <Text>{said}</Text>
      <div role="img" aria-label={said} className="no-print" style={{ minHeight: 260 }}>
        <ClientOnly>
          {() => (
            <Suspense fallback={null}>
              <WorkChart
                rows={rows.slice(0, MOST_BARS).map(({ personId, workMinutes, visits, byUsual }) => ({
                  ...{ name: nameOf(personId), hours: workMinutes / 60 },
                  ...{ usual: byUsual, others: visits - byUsual },
                }))}
              />
            </Suspense>
          )}
        </ClientOnly>
      </div>
      <details>
        <summary>{t("plan.fair.table")}</summary>
        <div style={{ overflowX: "auto" }}>
          <Table style={{ fontVariantNumeric: "tabular-nums" }}>
            <Table.Thead>
              <Table.Tr>
                {["person", "visits", "hours", "km", "usual"].map((key) => (
                  <Table.Th key={key} ta={key === "person" ? "left" : "right"}>
                    {t(`plan.fair.${key}`)}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map(({ personId, visits, workMinutes, metres, byUsual }) => (
                <Table.Tr key={personId}>
                  <Table.Td>{nameOf(personId)}</Table.Td>
                  <Table.Td ta="right">{visits}</Table.Td>
                  <Table.Td ta="right">{hoursText(workMinutes)}</Table.Td>
                  <Table.Td ta="right">{kmText(metres)}</Table.Td>
                  <Table.Td ta="right">{shareText(byUsual, visits)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      </details>
    </Stack>
  );
}
