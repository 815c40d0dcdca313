import type { MapTone } from "./map-tone";
import { placeSymbol } from "./place-symbol";

/** The same symbol as on the map, for legends and lists. */
export function LegendSymbol({
  tone,
  symbol,
  planned = false,
  number,
}: {
  readonly tone: MapTone;
  readonly symbol: string;
  readonly planned?: boolean;
  readonly number?: number;
}) {
  return (
    <span
      aria-hidden="true"
      style={{ display: "inline-flex" }}
      dangerouslySetInnerHTML={{ __html: placeSymbol(tone, symbol, 22, planned, false, number) }}
    />
  );
}
