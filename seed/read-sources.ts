import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Feature, FeatureCollection, Polygon } from "geojson";

export interface SourceArea {
  readonly code: string;
  readonly level: "city" | "district" | "street" | "community";
  readonly name: string;
  readonly codeSystem: string;
  readonly codeYear: number;
}

export interface SourceOutline {
  readonly code: string;
  /** Where the district's government sits, [lon, lat]. */
  readonly seat: readonly [number, number];
  readonly polygon: Polygon;
}

/** People by five-year band of one area, both sexes. */
export interface SourceCensus {
  readonly code: string;
  readonly all: number;
  readonly bands: ReadonlyMap<string, number>;
}

export interface Sources {
  readonly areas: readonly SourceArea[];
  readonly outlines: ReadonlyMap<string, SourceOutline>;
  readonly census: ReadonlyMap<string, SourceCensus>;
}

/** Reads areas.csv, outlines.geojson and census-2020.csv; no name in them holds a comma or a quotation mark. */
export function readSources(folder: string): Sources {
  const text = (name: string) => readFileSync(join(folder, name), "utf8");
  return {
    areas: areasFrom(text("areas.csv")),
    outlines: outlinesFrom(text("outlines.geojson")),
    census: censusFrom(text("census-2020.csv")),
  };
}

const linesOf = (csv: string): string[][] =>
  csv
    .trim()
    .split("\n")
    .map((line) => line.trim().split(","));

function areasFrom(csv: string): SourceArea[] {
  return linesOf(csv)
    .slice(1)
    .map(([code = "", level = "", name = "", codeSystem = "", codeYear = ""]) => {
      if (level !== "city" && level !== "district" && level !== "street" && level !== "community")
        throw new Error(`areas.csv: level «${level}» of ${code} is none of city, district, street, community.`);
      return { code, level, name, codeSystem, codeYear: Number(codeYear) };
    });
}

function outlinesFrom(json: string): Map<string, SourceOutline> {
  const { features } = JSON.parse(json) as FeatureCollection<Polygon, { code: string; seat: [number, number] }>;
  const outlineOf = ({
    properties,
    geometry,
  }: Feature<Polygon, { code: string; seat: [number, number] }>): [string, SourceOutline] => [
    properties.code,
    { code: properties.code, seat: properties.seat, polygon: geometry },
  ];
  return new Map(features.map(outlineOf));
}

function censusFrom(csv: string): Map<string, SourceCensus> {
  const [head = [], ...rows] = linesOf(csv);
  const bands = head.slice(3);
  return new Map(
    rows.map((row) => {
      const [code = "", , all = ""] = row;
      return [code, { code, all: Number(all), bands: new Map(bands.map((band, i) => [band, Number(row[i + 3])])) }];
    }),
  );
}
