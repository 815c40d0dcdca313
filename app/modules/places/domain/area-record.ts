import type { MultiPolygon, Polygon } from "geojson";

/** An area as it is stored. */
export interface AreaRecord {
  readonly id: string;
  readonly code: string;
  readonly codeSystem: string;
  readonly codeYear: number;
  readonly level: "city" | "district" | "street" | "community";
  readonly parentCode: string | null;
  readonly name: string;
  readonly nameEn: string | null;
  readonly areaClass: string;
  readonly hostCode: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly positionQuality: string;
  readonly outline: Polygon | MultiPolygon | null;
  readonly source: string;
}

/** People of one group in one area, as counted or estimated for a year. */
export interface PeopleRecord {
  readonly id: string;
  readonly areaCode: string;
  readonly group: string;
  readonly year: number;
  readonly basis: "resident" | "registered";
  readonly people: number;
  readonly source: string;
  readonly isEstimate: boolean;
}
