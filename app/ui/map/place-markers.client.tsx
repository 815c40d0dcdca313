import { divIcon } from "leaflet";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Marker, useMap } from "react-leaflet";
import Supercluster from "supercluster";
import { CIRCLES_FROM } from "./map-zoom.client";
import type { SiteMapPoint } from "./site-map-props";
import classes from "./site-map.module.css";
import { symbolIcon } from "./symbol-icon.client";

interface PlaceMarkersProps {
  readonly points: readonly SiteMapPoint[];
  readonly isEach: boolean;
  readonly selectedId: string | null;
  readonly pointedId: string | null;
  readonly onSelect?: (id: string) => void;
  readonly onPoint?: (id: string | null) => void;
}

/** Below this zoom a symbol is only a mark: its character could not be read, and the circles would be hidden. */
const WHOLE_SYMBOLS = 12;

const clusterIcon = (count: number) => {
  const pixels = Math.round(18 + 9 * Math.log10(count));
  return divIcon({ html: `<span>${count}</span>`, className: classes.cluster!, iconSize: [pixels, pixels] });
};

/** Symbols where they fit, bubbles that count where they do not: only what is in view stands in the page. */
export function PlaceMarkers({ points, isEach, selectedId, pointedId, onSelect, onPoint }: PlaceMarkersProps) {
  const map = useMap();
  const { t } = useTranslation("map");
  const clusters = useMemo(() => {
    const index = new Supercluster<{ point: SiteMapPoint }, { count: number }>({
      ...{ radius: 64, maxZoom: 14, minPoints: isEach ? points.length + 1 : 3 },
      map: ({ point }) => ({ count: point.count ?? 1 }),
      reduce: (sum, { count }) => void (sum.count += count),
    });
    return index.load(
      points.map((point) => ({
        type: "Feature",
        properties: { point },
        geometry: { type: "Point", coordinates: [point.lon, point.lat] },
      })),
    );
  }, [points, isEach]);
  const look = useCallback(() => {
    const view = map.getBounds().pad(0.15);
    // From far away bubbles are gathered twice as widely: the areas beneath them are what is read there.
    const grain = map.getZoom() < CIRCLES_FROM ? 1 : 0;
    const box: [number, number, number, number] = [view.getWest(), view.getSouth(), view.getEast(), view.getNorth()];
    return clusters.getClusters(box, Math.round(map.getZoom()) - grain);
  }, [map, clusters]);
  const [seen, setSeen] = useState(look);
  useEffect(() => {
    const update = () => setSeen(look());
    update();
    map.on("moveend resize", update);
    return () => void map.off("moveend resize", update);
  }, [map, look]);

  const selected = points.find((point) => point.id === selectedId);
  return (
    <>
      {seen.map(({ geometry, properties, id }) => {
        const [lon, lat] = geometry.coordinates as [number, number];
        if ("cluster" in properties && properties.cluster) {
          const { count } = properties;
          return (
            <Marker
              key={`cluster-${id}`}
              position={[lat, lon]}
              icon={clusterIcon(count)}
              title={t("cluster", { count })}
              keyboard={false}
              eventHandlers={{
                click: () => map.setView([lat, lon], clusters.getClusterExpansionZoom(properties.cluster_id) + 0.5),
              }}
            />
          );
        }
        const { point } = properties as { point: SiteMapPoint };
        if (point.count !== undefined)
          return (
            <Marker
              key={point.id}
              position={[lat, lon]}
              icon={clusterIcon(point.count)}
              title={t("cluster", { count: point.count })}
              keyboard={false}
              eventHandlers={{ click: () => map.setView([lat, lon], map.getZoom() + 2) }}
            />
          );
        return point.id === selectedId ? null : (
          <PlaceMarker
            key={point.id}
            point={point}
            selected={point.id === pointedId}
            isSmall={!isEach && map.getZoom() < WHOLE_SYMBOLS}
            {...{ onSelect, onPoint }}
          />
        );
      })}
      {selected && <PlaceMarker point={selected} selected {...{ onSelect, onPoint }} />}
    </>
  );
}

interface PlaceMarkerProps {
  readonly point: SiteMapPoint;
  readonly selected?: boolean;
  readonly isSmall?: boolean;
  readonly onSelect?: (id: string) => void;
  readonly onPoint?: (id: string | null) => void;
}

function PlaceMarker({ point, selected = false, isSmall = false, onSelect, onPoint }: PlaceMarkerProps) {
  const { t } = useTranslation("map");
  const pixels = isSmall ? 9 : 22 + Math.round(8 * Math.min(1, Math.max(0, point.size ?? 0)));
  return (
    <Marker
      position={[point.lat, point.lon]}
      icon={symbolIcon(
        point.tone,
        isSmall ? "" : point.symbol,
        selected ? pixels + 6 : pixels,
        point.planned,
        selected,
        isSmall ? undefined : point.number,
      )}
      title={point.planned ? t("planned", { label: point.label }) : point.label}
      zIndexOffset={selected ? 1000 : 0}
      keyboard={false}
      eventHandlers={{
        click: () => onSelect?.(point.id),
        mouseover: () => onPoint?.(point.id),
        mouseout: () => onPoint?.(null),
      }}
    />
  );
}
