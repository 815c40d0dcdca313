import type { Layer } from "leaflet";
import { leafletRasterLayer, PMTiles, TileType } from "pmtiles";
import { leafletLayer } from "protomaps-leaflet";

interface ArchiveLook {
  readonly scheme: "light" | "dark";
  readonly language: string;
}

/** A layer for the PMTiles file at the address: vector tiles of the Protomaps schema are painted, pictures are shown. */
export async function archiveLayer(url: string, { scheme, language }: ArchiveLook): Promise<Layer> {
  const archive = new PMTiles(url);
  const { tileType, minZoom, maxZoom } = await archive.getHeader();
  // Both are made from the Leaflet they find at window.L, and are typed as if they were none of its layers.
  const layer: unknown =
    tileType === TileType.Mvt
      ? leafletLayer({ url: archive, flavor: scheme, lang: language, maxDataZoom: maxZoom, attribution: "" })
      : leafletRasterLayer(archive, { minNativeZoom: minZoom, maxNativeZoom: maxZoom, attribution: "" });
  return layer as Layer;
}
