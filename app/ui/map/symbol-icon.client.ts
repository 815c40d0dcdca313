import { divIcon, type DivIcon } from "leaflet";
import type { MapTone } from "./map-tone";
import { placeSymbol } from "./place-symbol";
import classes from "./site-map.module.css";

const made = new Map<string, DivIcon>();

/** Icons are few and shared: one per look, not one per place. */
export function symbolIcon(
  tone: MapTone,
  symbol: string,
  pixels: number,
  planned = false,
  selected = false,
  number?: number,
): DivIcon {
  const key = `${tone} ${symbol} ${pixels} ${planned} ${selected} ${number}`;
  let icon = made.get(key);
  if (!icon) {
    icon = divIcon({
      html: placeSymbol(tone, symbol, pixels, planned, selected, number),
      className: classes.symbol!,
      iconSize: [pixels, pixels],
    });
    made.set(key, icon);
  }
  return icon;
}
