import { Anchor, Group, Stack, Text } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { BaseMap } from "~/ui/map/base-map";
import { LegendSymbol } from "~/ui/map/legend-symbol";
import { SiteMap, type SiteMapPoint } from "~/ui/map/site-map";
import { toneOfType } from "~/ui/map/type-tone";
import { useDistrictOutlines } from "~/ui/map/use-district-outlines";
import { useMapFile } from "~/ui/map/use-map-file";
import type { Bounds } from "../domain/declared-position";
import type { MapPieces, MapPlace } from "../domain/map-places";
import type { ServiceType } from "../domain/service-type";
import type { RegistryNames } from "./registry-names";
import { StateBadge } from "./state-badge";

interface FacilityMapProps {
  /** the filter, as an address */
  readonly filter: string;
  readonly extent: Bounds | null;
  readonly types: readonly ServiceType[];
  readonly names: RegistryNames;
  readonly cityCode: string;
  readonly baseMap: BaseMap | null;
}

/** The filter on the ground: symbols where few are in view, bubbles that count where many are. */
export function FacilityMap({ filter, extent, types, names, cityCode, baseMap }: FacilityMapProps) {
  const { t } = useTranslation("catalog");
  const outlines = useDistrictOutlines(cityCode);
  const [view, setView] = useState<string | null>(null);
  const [chosen, setChosen] = useState<MapPlace | null>(null);
  const { content, failed } = useMapFile<MapPieces>(view && `/plan/facilities/places?${filter}&${view}`);
  const onView = useCallback((box: Bounds, zoom: number) => setView(`box=${box.join(",")}&zoom=${zoom}`), []);
  const points = useMemo<SiteMapPoint[]>(() => {
    const bubbles = (content?.bubbles ?? []).map(({ lon, lat, count }): SiteMapPoint => ({
      ...{ id: `${lon},${lat}`, lon, lat, count, symbol: "", tone: "jade" },
      label: t("map.bubble", { count }),
    }));
    const places = (content?.places ?? []).map(({ id, lon, lat, name, state, serviceType }): SiteMapPoint => ({
      ...{ id, lon, lat, label: name },
      symbol: types.find(({ key }) => key === serviceType)?.symbol ?? "·",
      tone: toneOfType(serviceType ?? ""),
      planned: state === "planned" || state === "building",
    }));
    return [...bubbles, ...places];
  }, [content, types, t]);
  const shown = types.filter(({ key }) => content?.places.some(({ serviceType }) => serviceType === key));
  return (
    <Stack gap="xs">
      <SiteMap
        label={t("map.label")}
        points={points}
        outlines={outlines}
        bounds={extent}
        baseMap={baseMap}
        height="clamp(22rem, calc(100vh - 22rem), 60rem)"
        onView={onView}
        onSelect={(id) => setChosen(content?.places.find((place) => place.id === id) ?? null)}
        selectedId={null}
      />
      <Group gap="md" mih="2.75rem" aria-live="polite">
        {failed && <Text size="sm">{t("map.failed")}</Text>}
        {chosen ? (
          <>
            <Anchor component={Link} to={`/plan/facilities/${chosen.id}`} fw={600} py="xs">
              {chosen.name}
            </Anchor>
            <StateBadge state={chosen.state} />
          </>
        ) : (
          <Text size="sm" c="dimmed">
            {t(shown.length > 0 ? "map.choose" : "map.nearer")}
          </Text>
        )}
      </Group>
      <Group gap="md" component="ul" m={0} p={0} style={{ listStyle: "none" }} aria-label={t("map.legend")}>
        {shown.map((type) => (
          <Group component="li" key={type.key} gap={6} wrap="nowrap">
            <LegendSymbol tone={toneOfType(type.key)} symbol={type.symbol} />
            <Text size="sm">{names.nameOf(type)}</Text>
          </Group>
        ))}
      </Group>
    </Stack>
  );
}
