import { Alert, Stack } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { boundsOf } from "~/modules/places/domain/outline";
import type { BaseMap } from "~/ui/map/base-map";
import { SiteMap, type SiteMapPoint } from "~/ui/map/site-map";
import type { MapLayer } from "~/ui/map/map-layer";
import type { MapTone } from "~/ui/map/map-tone";

export interface PreviewPoint {
  readonly rowNumber: number;
  readonly label: string;
  readonly lon: number;
  readonly lat: number;
  readonly decision: string;
  readonly quality: string;
}

const TONE: Record<string, MapTone> = {
  create: "jade",
  update: "blue",
  same: "grey",
  skip: "grey",
  refuse: "rose",
  ask: "amber",
};

interface Props {
  readonly points: readonly PreviewPoint[];
  readonly lines: readonly { readonly rowNumber: number; readonly parts: readonly (readonly (readonly [number, number])[])[] }[];
  readonly picking: { readonly rowNumber: number; readonly label: string } | null;
  readonly onPick: (lon: number, lat: number) => void;
  readonly bounds: readonly [number, number, number, number] | null;
  readonly baseMap: BaseMap | null;
}

/** Where the rows would stand: new, changed, refused each in its own shape; approximate positions are dashed. */
export function PreviewMap({ points, lines, picking, onPick, bounds, baseMap }: Props) {
  const { t } = useTranslation("imports");
  const symbols = useMemo(
    () =>
      points.map((point): SiteMapPoint => ({
        id: String(point.rowNumber),
        lon: point.lon,
        lat: point.lat,
        label: `${point.rowNumber} ${point.label}`,
        symbol: t(`preview.${point.decision}`).slice(0, 1),
        tone: TONE[point.decision] ?? "grey",
        planned: point.quality === "approximate",
      })),
    [points, t],
  );
  const layers = useMemo<MapLayer[]>(
    () => [
      {
        ...{ kind: "lines", id: `lines ${lines.map(({ rowNumber }) => rowNumber).join(" ")}` },
        features: {
          type: "FeatureCollection",
          features: lines.map(({ rowNumber, parts }) => ({
            type: "Feature",
            properties: { label: String(rowNumber) },
            geometry: { type: "MultiLineString", coordinates: parts.map((part) => part.map(([lon, lat]) => [lon, lat])) },
          })),
        },
      },
    ],
    [lines],
  );
  // A map fits its points by itself; lines reach farther than the bridges over them.
  const around = useMemo(
    () =>
      lines.length === 0
        ? null
        : boundsOf([...lines.flatMap(({ parts }) => parts.flat().map(([lon, lat]) => ({ lon, lat }))), ...points]),
    [lines, points],
  );
  return (
    <Stack gap="xs">
      {picking && <Alert color="blue">{t("preview.mapPick", { row: picking.rowNumber, label: picking.label })}</Alert>}
      <SiteMap
        label={t("preview.map")}
        points={symbols}
        height={360}
        baseMap={baseMap}
        layers={lines.length > 0 ? layers : undefined}
        bounds={around ?? (points.length === 0 ? bounds : null)}
        onPick={picking ? onPick : undefined}
      />
    </Stack>
  );
}
