import { DomUtil, Layer, type LeafletMouseEvent, type Map as LeafletMapping } from "leaflet";
import { useEffect } from "react";
import { useMap } from "react-leaflet";
import type { GapsLayer } from "./map-layer";

interface GapDiscsProps {
  readonly points: GapsLayer["points"];
  readonly scheme: "light" | "dark";
  readonly onSelect?: (id: string) => void;
}

const INK = { light: "#c2570c", dark: "#fb923c" };

/** Diagonal hatching: it reads in grey, and on top of any colour. */
function hatching(context: CanvasRenderingContext2D, ink: string): CanvasPattern | string {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 6;
  const brush = tile.getContext("2d");
  if (!brush) return ink;
  brush.strokeStyle = ink;
  brush.lineWidth = 1.6;
  brush.beginPath();
  for (const shift of [-6, 0, 6]) {
    brush.moveTo(shift, 6);
    brush.lineTo(shift + 6, 0);
  }
  brush.stroke();
  return context.createPattern(tile, "repeat") ?? ink;
}

/** All gaps on one canvas: thousands of discs cost one paint. */
class GapCanvas extends Layer {
  private readonly canvas = DomUtil.create("canvas", "leaflet-zoom-hide");

  constructor(
    private readonly gaps: GapsLayer["points"],
    private readonly ink: string,
  ) {
    super();
  }

  override onAdd(map: LeafletMapping): this {
    (map.getPane("gaps") ?? map.getPanes().overlayPane).append(this.canvas);
    map.on("moveend zoomend resize", this.paint, this);
    this.paint();
    return this;
  }

  override onRemove(map: LeafletMapping): this {
    map.off("moveend zoomend resize", this.paint, this);
    this.canvas.remove();
    return this;
  }

  radiusOf(people: number): number {
    const zoom = this._map.getZoom();
    return Math.max(1.6, Math.min(26, Math.sqrt(people) * 0.11 * 1.45 ** (zoom - 11)));
  }

  private paint(): void {
    const map = this._map;
    const size = map.getSize();
    const ratio = window.devicePixelRatio || 1;
    this.canvas.width = size.x * ratio;
    this.canvas.height = size.y * ratio;
    this.canvas.style.width = `${size.x}px`;
    this.canvas.style.height = `${size.y}px`;
    DomUtil.setPosition(this.canvas, map.containerPointToLayerPoint([0, 0]));
    const context = this.canvas.getContext("2d");
    if (!context) return;
    context.scale(ratio, ratio);
    context.fillStyle = hatching(context, this.ink);
    context.strokeStyle = this.ink;
    context.lineWidth = 1;
    for (const gap of this.gaps) {
      const at = map.latLngToContainerPoint([gap.lat, gap.lon]);
      if (at.x < -30 || at.y < -30 || at.x > size.x + 30 || at.y > size.y + 30) continue;
      context.beginPath();
      context.arc(at.x, at.y, this.radiusOf(gap.weight ?? gap.people), 0, 2 * Math.PI);
      context.fill();
      context.stroke();
    }
  }
}

export function GapDiscs({ points, scheme, onSelect }: GapDiscsProps) {
  const map = useMap();
  useEffect(() => {
    const layer = new GapCanvas(points, INK[scheme]).addTo(map);
    const choose = (event: LeafletMouseEvent) => {
      const hit = points.find(
        (gap) =>
          map.latLngToContainerPoint([gap.lat, gap.lon]).distanceTo(event.containerPoint) <=
          layer.radiusOf(gap.weight ?? gap.people) + 3,
      );
      if (hit) onSelect?.(hit.id);
    };
    if (onSelect) map.on("click", choose);
    return () => {
      map.off("click", choose);
      layer.remove();
    };
  }, [map, points, scheme, onSelect]);
  return null;
}
