import type { StreetNetwork } from "~/modules/places/domain/street-network";
import type { ExtractGaps } from "~/modules/places/domain/streets/extract-gaps";
import type { CityServed } from "~/modules/places/domain/streets/streets-near-places";
import type { ImportStreetsRefusal } from "~/modules/places/use-cases/import-streets.server";
import { streetFileWords } from "./street-file-words";

/** One sentence on why streets were not imported, and what to do. */
export function importRefusalWords(refusal: ImportStreetsRefusal, file: string): string {
  switch (refusal.kind) {
    case "not-permitted":
      return "没有权限 · not permitted";
    case "no-such-city":
      return "没有这座城市 · there is no such city: see qh city list";
    case "elsewhere":
      return (
        `路网在别处，没有更改 · the streets lie elsewhere: ${file} covers ${ground(refusal.bounds)}, ` +
        `the city has places at ${place(refusal.example.lon, refusal.example.lat)}; nothing was changed`
      );
    case "little-of-city":
      return (
        `路网大多在别处，没有更改：本市只有 ${percent(refusal.served.share)} 的社区一公里内有街道；若确实只要这一部分，请加 --partly · ` +
        `most of the streets lie elsewhere: only ${percent(refusal.served.share)} of the city's communities have a street within a kilometre ` +
        `(${file} covers ${ground(refusal.bounds)}); nothing was changed, add --partly if this part is meant`
      );
    case "less-than-before":
      return (
        `比现用路网少，没有更改：现用 ${refusal.file} 服务 ${percent(refusal.before.share)} 的社区、周边街道 ${km(refusal.before.metres)}，` +
        `新文件 ${percent(refusal.served.share)}、${km(refusal.served.metres)}；若确实要换，请加 --partly · ` +
        `less than the streets in force: ${refusal.file} serves ${percent(refusal.before.share)} of the communities with ${km(refusal.before.metres)} of streets near them, ` +
        `${file} ${percent(refusal.served.share)} with ${km(refusal.served.metres)}; nothing was changed, add --partly if that is meant`
      );
    default:
      return streetFileWords(refusal, file);
  }
}

export const networkLine = (network: StreetNetwork, seconds: number): string =>
  `${network.junctions} 路口 junctions (nodes), ${network.edges} 路段 edges, ${network.pieces} 连通片 components, ` +
  `${km(network.metres)}, ${(network.bytes / 1e6).toFixed(1)} MB, ${seconds.toFixed(1)} s`;

/** The same for programs; `served` is null where the city has no place to compare with. */
export const networkJson = (
  city: string,
  network: StreetNetwork,
  gaps: ExtractGaps,
  served: CityServed | null,
  seconds: number,
) => ({
  city,
  nodes: network.junctions,
  edges: network.edges,
  components: network.pieces,
  metres: Math.round(network.metres),
  bytes: network.bytes,
  bounds: network.bounds,
  missing_points: gaps.missingPoints,
  broken_streets: gaps.brokenStreets,
  served: served && { share: served.share, metres: Math.round(served.metres) },
  attribution: network.attribution,
  seconds: Math.round(seconds * 1_000) / 1_000,
});

/** What the city's places say of its streets; nothing where all is well. */
export function servedWords(served: CityServed | null): string[] {
  if (served === null)
    return ["城市还没有带位置的社区，无法核对路网是否属于它 · the city has no place yet to compare the streets with"];
  if (served.share === 1) return [];
  return [
    `${percent(served.share)} 的社区一公里内有街道，其余社区列为路网外 · ${percent(served.share)} of the communities have a street within a kilometre; the others are reported as outside the streets`,
  ];
}

/** Never 0 % or 100 % of what is neither. */
function percent(part: number): string {
  const shown = (100 * part).toFixed(part < 0.01 || part > 0.99 ? 2 : 1);
  return `${shown} %`;
}
const km = (metres: number): string => `${Math.round(metres / 1_000)} km`;
const place = (lon: number, lat: number): string => `${lon.toFixed(2)}, ${lat.toFixed(2)}`;
const ground = ([west, south, east, north]: readonly [number, number, number, number]): string =>
  `${place(west, south)} – ${place(east, north)}`;
