import { canvas, circleMarker, divIcon, type CircleMarker, DomEvent, type LatLngExpression, marker, polygon } from "leaflet";
import type { MultiPolygon } from "geojson";
import { useEffect } from "react";
import { useMap } from "react-leaflet";
import { metresPerDegree } from "~/shared/geo-point";
import type { MapCandidate } from "./map-candidate";
import { STEP_FILLS } from "./map-tone";
import classes from "./site-map.module.css";

/** Metres of one press of an arrow key. */
const STEP = 50;
const FINE_STEP = 10;
const ARROWS: Record<string, readonly [east: number, north: number]> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};
const EDGE: Record<"light" | "dark", string> = { light: "#084843", dark: "#c9f2e8" };
const NEW_HOME: Record<"light" | "dark", string> = { light: "#c2570c", dark: "#fb923c" };
/** Screen pixels of room kept round the pin when keys move it. */
const ROOM: [number, number] = [70, 90];

const PIN = divIcon({
  html: '<svg viewBox="0 0 44 56" width="44" height="56" aria-hidden="true"><path d="M22 54C22 54 40 34 40 21A18 18 0 1 0 4 21C4 34 22 54 22 54Z"/><circle cx="22" cy="21" r="7"/></svg>',
  className: classes.candidate!,
  iconSize: [44, 56],
  iconAnchor: [22, 54],
});

interface CandidateProps {
  readonly candidate: MapCandidate;
  readonly scheme: "light" | "dark";
}

/** The pin and its circle, drawn by hand on a canvas of their own: the rest of the map stays as it is while they move. */
export function Candidate({ candidate, scheme }: CandidateProps) {
  const map = useMap();
  useEffect(() => {
    const renderer = canvas({ pane: "candidate" });
    const options = { pane: "candidate", renderer, interactive: false } as const;
    const fills = STEP_FILLS[scheme];
    const steps = fills.map((fillColor, i) =>
      polygon([], {
        ...options,
        fillColor,
        fillOpacity: 0.66,
        color: i === fills.length - 1 ? EDGE[scheme] : fillColor,
        weight: 1.5,
      }),
    );
    const dots: CircleMarker[] = [];
    const pin = marker([0, 0], {
      icon: PIN,
      draggable: true,
      autoPan: true,
      autoPanPadding: ROOM,
      keyboard: true,
      zIndexOffset: 2_000,
    });
    let isDragged = false;
    const follow = () => {
      const { at, steps: shapes, homes } = candidate.read();
      if (!at) return;
      if (!map.hasLayer(pin)) {
        for (const step of [...steps].reverse()) step.addTo(map);
        pin.setLatLng([at.lat, at.lon]).addTo(map);
        labelled(pin.getElement(), candidate);
      }
      if (!isDragged) pin.setLatLng([at.lat, at.lon]);
      steps.forEach((step, i) => step.setLatLngs(shapes[i] ? flipped(shapes[i]) : []));
      homes.forEach(({ lon, lat, isNew }, i) => {
        const dot = (dots[i] ??= circleMarker([lat, lon], { ...options, radius: 4, weight: 1.5, color: "#fff", fillOpacity: 1 }));
        dot.setLatLng([lat, lon]).setStyle({ fillColor: isNew ? NEW_HOME[scheme] : "#6b6f76" });
        if (!map.hasLayer(dot)) dot.addTo(map);
      });
      for (const dot of dots.slice(homes.length)) dot.remove();
    };
    pin.on("dragstart", () => (isDragged = true));
    pin.on("dragend", () => (isDragged = false));
    pin.on("drag", () => candidate.place(pin.getLatLng().lng, pin.getLatLng().lat));
    pin.on("add", () => {
      const element = pin.getElement();
      if (element) DomEvent.on(element, "keydown", press as DomEvent.EventHandlerFn);
    });
    const press = (event: KeyboardEvent) => {
      const arrow = ARROWS[event.key];
      if (!arrow || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      event.stopPropagation();
      const { lat, lng } = pin.getLatLng();
      const metres = metresPerDegree(lat);
      const step = event.shiftKey ? FINE_STEP : STEP;
      const next: [number, number] = [lat + (arrow[1] * step) / metres.lat, lng + (arrow[0] * step) / metres.lon];
      candidate.place(next[1], next[0]);
      map.panInside(next, { padding: ROOM, animate: false });
    };
    follow();
    const stop = candidate.subscribe(follow);
    return () => {
      stop();
      for (const layer of [pin, ...steps, ...dots]) layer.remove();
      renderer.remove();
    };
  }, [map, candidate, scheme]);
  return null;
}

/** Leaflet says «button» of every pin; this one is moved, and says how. */
function labelled(element: HTMLElement | undefined, { label, role }: MapCandidate): void {
  element?.setAttribute("role", "application");
  element?.setAttribute("aria-roledescription", role);
  element?.setAttribute("aria-label", label);
  element?.setAttribute("data-testid", "candidate");
}

const flipped = ({ coordinates }: MultiPolygon): LatLngExpression[][][] =>
  coordinates.map((rings) => rings.map((ring) => ring.map(([lon, lat]): LatLngExpression => [lat!, lon!])));
