import "@mantine/charts/styles.css";
import { BarChart } from "@mantine/charts";
import { SimpleGrid, Text } from "@mantine/core";

interface CompareChartProps {
  readonly rows: readonly { readonly name: string; readonly gain: number }[];
  /** the measure, common to all of them */
  readonly label: string;
  readonly count: (people: number) => string;
}

/** People of one measure by each scenario: the figure above each bar, the whole name under it, however narrow the screen. */
export function CompareChart({ rows, label, count }: CompareChartProps) {
  return (
    <>
      <BarChart
        h={220}
        data={rows.map(({ name, gain }) => ({ name, gain: Math.round(gain) }))}
        dataKey="name"
        series={[{ name: "gain", label, color: "jade.6" }]}
        withXAxis={false}
        withYAxis={false}
        withTooltip={false}
        withBarValueLabel
        valueFormatter={count}
        barChartProps={{ margin: { top: 24, right: 0, bottom: 0, left: 0 } }}
        barProps={{ isAnimationActive: false, maxBarSize: 80 }}
      />
      <SimpleGrid cols={rows.length} spacing={0}>
        {rows.map(({ name }, at) => (
          <Text key={at} size="sm" ta="center" px={4} className="typed">
            {name}
          </Text>
        ))}
      </SimpleGrid>
    </>
  );
}
