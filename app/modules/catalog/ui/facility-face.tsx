import { Alert, SimpleGrid, Stack, Text } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { BaseMap } from "~/ui/map/base-map";
import { SiteMap, type SiteMapPoint } from "~/ui/map/site-map";
import { toneOfType } from "~/ui/map/type-tone";
import { useDistrictOutlines } from "~/ui/map/use-district-outlines";
import { boundsAround, type PositionWarning } from "../domain/declared-position";
import type { Facility } from "../domain/facility";
import type { RegistryNames } from "./registry-names";

interface FacilityFaceProps {
  readonly facility: Facility;
  readonly areaName: string | null;
  readonly warnings: readonly PositionWarning[];
  readonly symbol: string;
  readonly names: RegistryNames;
  readonly cityCode: string;
  readonly baseMap: BaseMap | null;
}

/** What it is and where, with the map and its words side by side. */
export function FacilityFace({ facility, areaName, warnings, symbol, names, cityCode, baseMap }: FacilityFaceProps) {
  const { t } = useTranslation("catalog");
  const outlines = useDistrictOutlines(cityCode);
  const { position, operator } = facility;
  const points = useMemo<SiteMapPoint[]>(
    () =>
      position
        ? [
            {
              id: facility.id,
              lon: position.lon,
              lat: position.lat,
              symbol,
              tone: toneOfType(facility.offerings[0]?.serviceType ?? ""),
              label: facility.name,
            },
          ]
        : [],
    [facility.id, facility.name, facility.offerings, position, symbol],
  );
  const around = useMemo(() => position && boundsAround(position), [position]);
  const lines: readonly (readonly [string, string])[] = [
    [t("form.kind"), names.kind(facility.kindKey)],
    [t("form.line"), t(`line.${facility.line}`, { defaultValue: facility.line })],
    [t("form.operatorName"), operator ? `${operator.name} · ${t(`operatorKind.${operator.kind}`)}` : "—"],
    [t("form.area"), areaName ?? facility.areaCode ?? "—"],
    [t("form.address"), facility.address || "—"],
    [t("form.quality"), t(`quality.${position?.quality ?? "unplaced"}`)],
    [t("detail.position"), position ? `${position.lon.toFixed(6)}, ${position.lat.toFixed(6)} (WGS-84)` : "—"],
    [t("detail.raw"), position?.raw ? `${position.raw.x}, ${position.raw.y} (${position.raw.system})` : "—"],
    [t("form.note"), facility.note || "—"],
  ];
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
      <Stack gap={6} component="dl" m={0}>
        {lines.map(([term, value]) => (
          <div key={term}>
            <Text component="dt" size="sm" c="dimmed">
              {term}
            </Text>
            <Text component="dd" m={0}>
              {value}
            </Text>
          </div>
        ))}
      </Stack>
      <Stack gap="sm">
        {warnings.map((warning) => (
          <Alert key={warning} color="orange" c="var(--mantine-color-text)" role="note">
            {t(`warning.${warning}`)}
          </Alert>
        ))}
        {position ? (
          <SiteMap
            label={t("detail.map", { name: facility.name })}
            points={points}
            outlines={outlines}
            bounds={around}
            baseMap={baseMap}
            selectedId={facility.id}
            height={320}
          />
        ) : (
          <Text c="dimmed">{t("detail.unplaced")}</Text>
        )}
      </Stack>
    </SimpleGrid>
  );
}
