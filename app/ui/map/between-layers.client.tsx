import { GeoJSON } from "react-leaflet";
import { AreaShades } from "./area-shades.client";
import { GapDiscs } from "./gap-discs.client";
import type { MapLayer } from "./map-layer";
import { MINUTE_FILLS, MUTED_FILLS, STEP_FILLS } from "./map-tone";
import { ScoreDiscs } from "./score-discs.client";
import { CIRCLES_FROM, useIsZoomedTo } from "./map-zoom.client";

interface BetweenLayersProps {
  readonly layers: readonly MapLayer[];
  readonly scheme: "light" | "dark";
  readonly onSelect?: (id: string) => void;
}

/**
 * Where areas are shaded, they stand for circles and gaps until the map is near enough for those.
 * Steps are drawn from the widest to the nearest, each opaque enough to hide the one below: filled steps, crisp edges.
 */
export function BetweenLayers({ layers, scheme, onSelect }: BetweenLayersProps) {
  const isNear = useIsZoomedTo(CIRCLES_FROM);
  const isShaded = layers.some((layer) => layer.kind === "shades") && !isNear;
  return (
    <>
      {layers.flatMap((layer) => {
        if (layer.kind === "shades") return isShaded ? [<AreaShades key={layer.id} layer={layer} scheme={scheme} />] : [];
        if (isShaded) return [];
        if (layer.kind === "gaps") return [<GapDiscs key={layer.id} points={layer.points} scheme={scheme} onSelect={onSelect} />];
        if (layer.kind === "discs")
          return [<ScoreDiscs key={layer.id} points={layer.points} scheme={scheme} onSelect={onSelect} />];
        if (layer.kind === "lines")
          return [
            <GeoJSON
              key={`${layer.id}-${scheme}`}
              data={layer.features}
              pane="lines"
              interactive={false}
              style={{ color: scheme === "dark" ? "#8b94a3" : "#6b7788", weight: 2, dashArray: "6 4", fill: false }}
            />,
          ];
        const fills = (layer.isMuted ? MUTED_FILLS : layer.steps.length > 3 ? MINUTE_FILLS : STEP_FILLS)[scheme];
        return [...layer.steps].reverse().map(({ key, geometry }, fromWidest) => (
          <GeoJSON
            key={`${layer.id}-${key}-${scheme}`}
            data={geometry}
            pane="circles"
            interactive={false}
            style={{
              color: fills[layer.steps.length - 1 - fromWidest] ?? fills[0]!,
              weight: 1,
              fillColor: fills[layer.steps.length - 1 - fromWidest] ?? fills[0]!,
              fillOpacity: 0.72,
            }}
          />
        ));
      })}
    </>
  );
}
