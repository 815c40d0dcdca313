import "@mantine/charts/styles.css";
import { BarChart } from "@mantine/charts";
import { useTranslation } from "react-i18next";

/** People newly within reach by each scenario. */
export function CompareChart({ rows }: { readonly rows: readonly { readonly name: string; readonly gain: number }[] }) {
  const { t } = useTranslation("siting");
  return (
    <BarChart
      h={260}
      data={rows.map(({ name, gain }) => ({ name, gain: Math.round(gain) }))}
      dataKey="name"
      series={[{ name: "gain", label: t("compare.chartPeople"), color: "jade.6" }]}
      withBarValueLabel
      tooltipAnimationDuration={0}
      barProps={{ isAnimationActive: false, maxBarSize: 80 }}
    />
  );
}
