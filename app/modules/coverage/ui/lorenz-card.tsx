import { Stack, Table, Text, Title } from "@mantine/core";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { ClientOnly } from "~/ui/layout/client-only";
import { percentText } from "./figure-text";
import { giniWord } from "./gini-words";

const LorenzChart = lazy(() => import("./lorenz-chart.client").then((module) => ({ default: module.LorenzChart })));
const ROOM = 280;

interface LorenzCardProps {
  readonly gini: number | null;
  /** at every tenth of the people */
  readonly points: readonly (readonly [number, number])[];
}

/** How evenly it is spread: the number and a word for it, the curve, and the curve's figures for whoever cannot see it. */
export function LorenzCard({ gini, points }: LorenzCardProps) {
  const { t } = useTranslation("coverage");
  const half = points[5]?.[1];
  return (
    <Stack gap="xs" className="surface" p="md" component="section" aria-labelledby="gini-title">
      <Title order={2} size="h4" id="gini-title">
        {t("access.gini.title")}
      </Title>
      {gini === null || half === undefined ? (
        <Text>{t("access.gini.none")}</Text>
      ) : (
        <>
          <Text fw={650} size="lg" data-testid="gini">
            {t(`access.gini.${giniWord(gini)}`)} · {t("access.gini.value", { gini: gini.toFixed(2) })}
          </Text>
          <Text size="sm">{t("access.gini.half", { share: percentText(half) })}</Text>
          <Text size="sm" c="dimmed">
            {t("access.gini.scale")}
          </Text>
          <div
            role="img"
            aria-label={`${t("access.lorenz.label")}. ${t("access.gini.half", { share: percentText(half) })}`}
            style={{ minHeight: ROOM }}
            className="no-print"
          >
            <ClientOnly>
              {() => (
                <Suspense fallback={null}>
                  <LorenzChart points={points} />
                </Suspense>
              )}
            </ClientOnly>
          </div>
          <details>
            <summary style={{ minHeight: 28, cursor: "pointer" }}>{t("access.lorenz.table")}</summary>
            <Table mt="xs" verticalSpacing={4} captionSide="top">
              <Table.Caption>{t("access.lorenz.caption")}</Table.Caption>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{t("access.lorenz.people")}</Table.Th>
                  <Table.Th scope="col">{t("access.lorenz.share")}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {points.map(([people, share]) => (
                  <Table.Tr key={people}>
                    <Table.Td>{Math.round(100 * people)}%</Table.Td>
                    <Table.Td>{percentText(share)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </details>
        </>
      )}
    </Stack>
  );
}
