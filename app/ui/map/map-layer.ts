import type { FeatureCollection, MultiPolygon } from "geojson";
import type { ShadesLayer } from "./area-shade";

/** What may lie between the ground and the symbols, in the order given. A layer with new content needs a new `id`. */
export type MapLayer = ShadesLayer | StepsLayer | GapsLayer | LinesLayer;

/** Nested filled steps of one hue, nearest (darkest) first. */
export interface StepsLayer {
  readonly kind: "steps";
  readonly id: string;
  readonly steps: readonly { readonly key: string; readonly geometry: MultiPolygon }[];
}

/** Hatched discs where nobody comes in time; the size says how many people. */
export interface GapsLayer {
  readonly kind: "gaps";
  readonly id: string;
  readonly points: readonly {
    readonly id: string;
    readonly lon: number;
    readonly lat: number;
    readonly people: number;
    readonly label: string;
  }[];
}

/** Thin lines with a label each, as barriers are drawn. `properties.label` names one. */
export interface LinesLayer {
  readonly kind: "lines";
  readonly id: string;
  readonly features: FeatureCollection;
}
