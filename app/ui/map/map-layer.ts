import type { FeatureCollection, MultiPolygon } from "geojson";
import type { ShadesLayer } from "./area-shade";

/** What may lie between the ground and the symbols, in the order given. A layer with new content needs a new `id`. */
export type MapLayer = ShadesLayer | StepsLayer | GapsLayer | LinesLayer | DiscsLayer;

/** Nested filled steps of one hue, nearest (darkest) first: three circles, or five bands of minutes. */
export interface StepsLayer {
  readonly kind: "steps";
  readonly id: string;
  readonly steps: readonly { readonly key: string; readonly geometry: MultiPolygon }[];
  /** drawn in grey, for what is there beside what might be */
  readonly isMuted?: boolean;
}

/** Places coloured by a score. */
export interface DiscsLayer {
  readonly kind: "discs";
  readonly id: string;
  readonly points: readonly {
    readonly id: string;
    readonly lon: number;
    readonly lat: number;
    /** 0 = nothing, 1 … 4 from little to much, null = unknown */
    readonly step: number | null;
  }[];
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
    /** sizes the disc in place of the people */
    readonly weight?: number;
    readonly label: string;
  }[];
}

/** Thin lines with a label each, as barriers are drawn. `properties.label` names one. */
export interface LinesLayer {
  readonly kind: "lines";
  readonly id: string;
  readonly features: FeatureCollection;
}
