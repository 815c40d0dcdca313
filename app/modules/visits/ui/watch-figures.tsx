import { Anchor, SimpleGrid, Text } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

interface WatchFiguresProps {
  readonly areas: readonly Readonly<Record<"overdue" | "dueToday" | "seenToday" | "noAnswer", number>>[];
  /** the address of lists about the same area */
  readonly list: string;
}

/** Four figures of now, each leading to its list. */
export function WatchFigures({ areas, list }: WatchFiguresProps) {
  const { t } = useTranslation("visits");
  const sum = (column: keyof WatchFiguresProps["areas"][number]) => areas.reduce((all, one) => all + one[column], 0);
  const figures = [
    { key: "overdue", to: `/visits/due?${list}&overdue=yes`, isBad: true },
    { key: "dueToday", to: `/visits/due?${list}`, isBad: false },
    { key: "seenToday", to: `/visits/log?${list}`, isBad: false },
    { key: "noAnswer", to: "#alarms", isBad: true },
  ] as const;
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }}>
      {figures.map(({ key, to, isBad }) => (
        <Anchor key={key} component={Link} to={to} className="surface" p="md" c="inherit" underline="hover">
          <Text fz="1.9rem" fw={700} lh={1.1} c={isBad && sum(key) > 0 ? "red" : undefined}>
            {sum(key)}
          </Text>
          <Text size="sm">{t(`watch.column.${key}`)}</Text>
        </Anchor>
      ))}
    </SimpleGrid>
  );
}
