import type { FeatureCollection } from "geojson";
import type { BaseMap } from "./base-map";
import type { MapCandidate } from "./map-candidate";
import type { MapLayer } from "./map-layer";
import type { MapTone } from "./map-tone";

export interface SiteMapPoint {
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
  /** one character drawn inside the symbol: 日, 餐, 托 … */
  readonly symbol: string;
  readonly tone: MapTone;
  /** what it is called, for the tooltip and for screen readers */
  readonly label: string;
  /** not open yet: dashed outline, white inside */
  readonly planned?: boolean;
  /** stands for so many places: drawn as a bubble that counts, and opened by a click */
  readonly count?: number;
  /** 0 … 1, grows the symbol (capacity); absent = smallest */
  readonly size?: number;
  /** its number in the list beside the map, drawn at the symbol's shoulder */
  readonly number?: number;
}

export interface MapStreets {
  /** answers the lines of square `x-y` at `<address>/x-y` */
  readonly address: string;
  readonly attribution: string;
}

export interface SiteMapProps {
  /** what this map shows, in one phrase: its name for a screen reader */
  readonly label: string;
  /** keep the array's identity stable between renders (useMemo or loader data): a new array is drawn anew */
  readonly points?: readonly SiteMapPoint[];
  /** every symbol is drawn, none gathered into bubbles: for few places in an order */
  readonly isEach?: boolean;
  /** areas drawn as hairlines; `properties.name` is written inside. Absent or empty: the map fits the points */
  readonly outlines?: FeatureCollection | null;
  readonly layers?: readonly MapLayer[];
  /** told whether the map is near enough for circles, at first and on every change: legends follow it */
  readonly onNear?: (isNear: boolean) => void;
  /** told the ground in view (west, south, east, north) and the zoom, at first and after every move */
  readonly onView?: (box: readonly [number, number, number, number], zoom: number) => void;
  /** a click or tap on the ground: WGS-84 degrees */
  readonly onPick?: (lon: number, lat: number) => void;
  /** a click on a symbol, or on a gap */
  readonly onSelect?: (id: string) => void;
  /** drawn with a halo and brought into view */
  readonly selectedId?: string | null;
  /** drawn with a halo where it is: what the reader points at in the list */
  readonly pointedId?: string | null;
  /** the pointer came upon a symbol, or left it (null) */
  readonly onPoint?: (id: string | null) => void;
  /** a marker at a place just chosen, not one of `points` */
  readonly picked?: { readonly lon: number; readonly lat: number } | null;
  /** a pin that is moved about with its circle; keep its identity stable */
  readonly candidate?: MapCandidate | null;
  /** CSS height; keeps its room while the map loads. Default 420 */
  readonly height?: number | string;
  /** millimetres on A4 upright: printed, the map shows the same ground in a page's width and this height */
  readonly paperHeight?: number;
  /** lets the scale bar speak in minutes too */
  readonly walk?: { readonly speedKmh: number; readonly detourIndex: number } | null;
  readonly baseMap?: BaseMap | null;
  /** the streets that were walked, drawn when the map is near */
  readonly streets?: MapStreets | null;
  /** west, south, east, north; default: what is drawn */
  readonly bounds?: readonly [number, number, number, number] | null;
}
