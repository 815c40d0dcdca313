import "leaflet/dist/leaflet.css";
import { latLngBounds, type LatLngBounds } from "leaflet";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { MapContainer, Marker, Pane, useMap, useMapEvents } from "react-leaflet";
import { AreaOutlines } from "./area-outlines.client";
import { BetweenLayers } from "./between-layers.client";
import { Candidate } from "./candidate.client";
import { Ground } from "./ground.client";
import { MapButtons } from "./map-buttons.client";
import { MapCredit } from "./map-credit";
import { PANES } from "./map-panes";
import { CIRCLES_FROM, useIsZoomedTo } from "./map-zoom.client";
import { PaperSize } from "./paper-size.client";
import { PlaceMarkers } from "./place-markers.client";
import { ScaleBar } from "./scale-bar.client";
import type { SiteMapProps } from "./site-map-props";
import classes from "./site-map.module.css";
import { StreetLines } from "./street-lines.client";
import { symbolIcon } from "./symbol-icon.client";
import { ViewWatch } from "./view-watch.client";
import { WheelZoom } from "./wheel-zoom.client";

/** What to show when nothing at all is known: the whole of China, roughly. */
const ANYWHERE = latLngBounds([18, 73], [53, 135]);
const NO_POINTS: NonNullable<SiteMapProps["points"]> = [];
const NO_LAYERS: NonNullable<SiteMapProps["layers"]> = [];
const ROOM = { padding: [18, 18] as [number, number], maxZoom: 16 };

/** West, south, east, north of what will be drawn, whichever is known first: wish, outlines, points, gaps. Null: nothing. */
function extentOf({
  bounds,
  outlines,
  points,
  layers,
}: Pick<SiteMapProps, "bounds" | "outlines" | "points" | "layers">): LatLngBounds | null {
  if (bounds) return latLngBounds([bounds[1], bounds[0]], [bounds[3], bounds[2]]);
  const extent = latLngBounds([]);
  for (const feature of outlines?.features ?? []) {
    if (feature.geometry.type === "Polygon")
      for (const [lon, lat] of feature.geometry.coordinates[0] ?? []) extent.extend([lat!, lon!]);
    if (feature.geometry.type === "MultiPolygon")
      for (const polygon of feature.geometry.coordinates) for (const [lon, lat] of polygon[0] ?? []) extent.extend([lat!, lon!]);
  }
  if (!extent.isValid()) for (const point of points ?? []) extent.extend([point.lat, point.lon]);
  if (!extent.isValid())
    for (const layer of layers ?? [])
      if (layer.kind === "gaps") for (const point of layer.points) extent.extend([point.lat, point.lon]);
      else if (layer.kind === "lines")
        for (const { geometry } of layer.features.features)
          for (const [lon, lat] of geometry.type === "LineString"
            ? geometry.coordinates
            : geometry.type === "MultiLineString"
              ? geometry.coordinates.flat()
              : [])
            extent.extend([lat!, lon!]);
  return extent.isValid() ? extent : null;
}

export function LeafletMap(props: SiteMapProps & { readonly scheme: "light" | "dark" }) {
  const {
    points = NO_POINTS,
    isEach = false,
    outlines,
    layers = NO_LAYERS,
    bounds,
    onNear,
    onView,
    onPick,
    onSelect,
    selectedId,
    pointedId,
    onPoint,
    picked,
    candidate,
    walk,
    baseMap,
    streets,
    paperHeight,
    scheme,
  } = props;
  const { t } = useTranslation("map");
  const [isGroundMissing, setGroundMissing] = useState(false);
  const [areStreetsMissing, setStreetsMissing] = useState(false);
  const extent = useMemo(() => extentOf({ bounds, outlines, points, layers }), [bounds, outlines, points, layers]);
  return (
    <MapContainer
      bounds={extent ?? ANYWHERE}
      boundsOptions={ROOM}
      className={classes.map}
      zoomControl={false}
      attributionControl={false}
      zoomSnap={0.5}
      maxZoom={18}
      scrollWheelZoom={false}
      preferCanvas
    >
      {baseMap && <Ground baseMap={baseMap} scheme={scheme} onMissing={setGroundMissing} />}
      {Object.entries(PANES).map(([name, zIndex]) => (
        <Pane key={name} name={name} style={{ zIndex }} />
      ))}
      <AreaOutlines outlines={outlines ?? null} scheme={scheme} filled={!baseMap} />
      <BetweenLayers layers={layers} scheme={scheme} onSelect={onSelect} />
      {streets && <StreetLines streets={streets} scheme={scheme} onMissing={setStreetsMissing} />}
      <PlaceMarkers {...{ points, isEach, onSelect, onPoint }} selectedId={selectedId ?? null} pointedId={pointedId ?? null} />
      {picked && (
        <Marker position={[picked.lat, picked.lon]} icon={symbolIcon("rose", "●", 32)} title={t("picked")} keyboard={false} />
      )}
      {candidate && <Candidate candidate={candidate} scheme={scheme} />}
      <MapButtons extent={extent ?? ANYWHERE} />
      <WheelZoom />
      <Follow extent={extent} selected={points.find((point) => point.id === selectedId) ?? null} />
      {onNear && <Near onNear={onNear} />}
      {onView && <ViewWatch onView={onView} />}
      {onPick && <Picking onPick={onPick} />}
      <MapCredit {...{ baseMap, streets, isGroundMissing, areStreetsMissing }} />
      <ScaleBar walk={walk ?? null} />
      {paperHeight && <PaperSize height={paperHeight} extent={extent} />}
    </MapContainer>
  );
}

function Picking({ onPick }: { readonly onPick: NonNullable<SiteMapProps["onPick"]> }) {
  useMapEvents({ click: ({ latlng }) => onPick(latlng.lng, latlng.lat) });
  return null;
}

function Near({ onNear }: { readonly onNear: NonNullable<SiteMapProps["onNear"]> }) {
  const isNear = useIsZoomedTo(CIRCLES_FROM);
  useEffect(() => onNear(isNear), [isNear, onNear]);
  return null;
}

/** Fits what is drawn when it changes; brings the selected place into view. */
function Follow({
  extent,
  selected,
}: {
  readonly extent: LatLngBounds | null;
  readonly selected: { readonly lon: number; readonly lat: number } | null;
}) {
  const map = useMap();
  // By its value: a legend ticked or a place chosen must not throw away where the reader has moved to.
  const fitted = useRef("");
  useEffect(() => {
    const box = extent?.toBBoxString() ?? "";
    if (!extent || box === fitted.current) return;
    fitted.current = box;
    map.fitBounds(extent, { ...ROOM, animate: false });
  }, [map, extent]);
  const [lon, lat] = [selected?.lon, selected?.lat];
  useEffect(() => {
    if (lon !== undefined && lat !== undefined) map.setView([lat, lon], Math.max(map.getZoom(), 15), { animate: false });
  }, [map, lon, lat]);
  useEffect(() => {
    const watcher = new ResizeObserver(() => map.invalidateSize());
    watcher.observe(map.getContainer());
    return () => watcher.disconnect();
  }, [map]);
  return null;
}
