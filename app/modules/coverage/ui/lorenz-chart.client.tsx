import "@mantine/charts/styles.css";
import { LineChart } from "@mantine/charts";
import { useTranslation } from "react-i18next";

const percent = (part: number): string => `${Math.round(100 * part)}%`;

/** The curve itself, below the line where everybody has the same. */
export function LorenzChart({ points }: { readonly points: readonly (readonly [number, number])[] }) {
  const { t } = useTranslation("coverage");
  return (
    <LineChart
      h={280}
      data={points.map(([people, share]) => ({ people, equal: people, share }))}
      dataKey="people"
      series={[
        { name: "equal", label: t("access.lorenz.equal"), color: "gray.5", strokeDasharray: "5 4" },
        { name: "share", label: t("access.lorenz.actual"), color: "jade.6" },
      ]}
      xAxisProps={{ type: "number", domain: [0, 1], tickFormatter: percent, tickCount: 6 }}
      yAxisProps={{ domain: [0, 1], tickFormatter: percent, tickCount: 6 }}
      xAxisLabel={t("access.lorenz.people")}
      yAxisLabel={t("access.lorenz.share")}
      valueFormatter={percent}
      curveType="linear"
      withLegend
      withDots={false}
      tooltipAnimationDuration={0}
      lineProps={{ isAnimationActive: false }}
    />
  );
}
