import { Text } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { GeoPoint } from "~/shared/geo-point";
import { SiteMap } from "~/ui/map/site-map";

interface DayMapProps {
  readonly points: readonly (GeoPoint & { readonly residentId: string; readonly order: number })[];
  readonly start: GeoPoint | null;
  readonly residents: Readonly<Record<string, string>>;
}

/** A day's stops in their order, joined by straight dashed lines, from the start and back to it. */
export function DayMap({ points, start, residents }: DayMapProps) {
  const { t } = useTranslation("visits");
  const stops = useMemo(() => {
    const mark = t("plan.day.startMark");
    const begin = start ? [{ id: "start", ...start, symbol: mark, tone: "indigo" as const, label: t("plan.day.start") }] : [];
    const visits = points.map(({ order, lon, lat, residentId }) => ({
      ...{ id: `${residentId} ${order}`, lon, lat, symbol: String(order), tone: "jade" as const },
      label: `${order} ${residents[residentId] ?? ""}`,
    }));
    return [...begin, ...visits];
  }, [points, start, residents, t]);
  const layers = useMemo(() => {
    const way = [...(start ? [start] : []), ...points, ...(start ? [start] : [])].map(({ lon, lat }) => [lon, lat]);
    const line = {
      ...{ type: "Feature" as const, properties: {} },
      geometry: { type: "LineString" as const, coordinates: way },
    };
    return [{ kind: "lines" as const, id: "way", features: { type: "FeatureCollection" as const, features: [line] } }];
  }, [points, start]);
  return (
    <div>
      <SiteMap label={t("plan.day.map")} points={stops} isEach layers={layers} baseMap={null} height={420} />
      <Text size="sm" mt="xs">
        {t("plan.day.lines")}
      </Text>
    </div>
  );
}
