import type { Feature } from "geojson";
import type { PathOptions } from "leaflet";
import { GeoJSON } from "react-leaflet";
import { SHADE_OF, shadeStep, type ShadesLayer } from "./area-shade";

interface AreaShadesProps {
  readonly layer: ShadesLayer;
  readonly scheme: "light" | "dark";
}

/** Areas filled by their share; an unknown one is grey with a broken edge, one where nobody lives is left as land. */
export function AreaShades({ layer, scheme }: AreaShadesProps) {
  const look = SHADE_OF[scheme];
  const style = (feature?: Feature): PathOptions => {
    const found = layer.shares.get(String(feature?.properties?.code));
    const edge = { color: look.edge, weight: 1, opacity: 1 };
    if (found === undefined || found.kind === "unknown")
      return { ...edge, fillColor: look.unknown, fillOpacity: 0.85, color: look.unknownEdge, dashArray: "4 3" };
    if (found.kind === "nobody") return { ...edge, fillOpacity: 0, dashArray: "1 4" };
    return { ...edge, fillColor: look.steps[shadeStep(found.share)]!, fillOpacity: 0.9 };
  };
  return <GeoJSON key={`${layer.id}-${scheme}`} data={layer.outlines} pane="circles" interactive={false} style={style} />;
}
