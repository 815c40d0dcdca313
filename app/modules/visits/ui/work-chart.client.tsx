import "@mantine/charts/styles.css";
import { BarChart } from "@mantine/charts";
import { SimpleGrid } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface WorkRow {
  readonly name: string;
  readonly hours: number;
  readonly usual: number;
  readonly others: number;
}

const still = { tooltipAnimationDuration: 0, barProps: { isAnimationActive: false } } as const;

/** Hours of work and visits by their usual visitor, a bar a caregiver. */
export function WorkChart({ rows }: { readonly rows: readonly WorkRow[] }) {
  const { t } = useTranslation("visits");
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      <BarChart
        {...still}
        h={260}
        data={[...rows]}
        dataKey="name"
        valueFormatter={(hours) => hours.toFixed(1)}
        series={[{ name: "hours", label: t("plan.fair.hours"), color: "jade.6" }]}
        withLegend
      />
      <BarChart
        {...still}
        h={260}
        data={[...rows]}
        dataKey="name"
        type="stacked"
        series={[
          { name: "usual", label: t("plan.fair.byUsual"), color: "jade.6" },
          { name: "others", label: t("plan.fair.byOthers"), color: "orange.5" },
        ]}
        withLegend
      />
    </SimpleGrid>
  );
}
