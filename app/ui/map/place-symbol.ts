import { MAP_LOOK, SHAPE_PATH, type MapTone } from "./map-tone";

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character]!);

/** The symbol of a place as SVG text, `pixels` wide: shape and colour say the kind, the character names it, a number at its shoulder finds it in a list. */
export function placeSymbol(
  tone: MapTone,
  symbol: string,
  pixels: number,
  planned = false,
  selected = false,
  number?: number,
): string {
  const { shape, fill } = MAP_LOOK[tone];
  // A number is read whole, anything else by its first character.
  const isNumber = /^\d{1,2}$/.test(symbol);
  const character = escaped(isNumber ? symbol : ([...symbol][0] ?? ""));
  const low = shape === "triangle" ? 18.5 : 16.2;
  const outline = planned
    ? `fill="#fff" stroke="${fill}" stroke-width="2" stroke-dasharray="3.5 2.5"`
    : `fill="${fill}" stroke="#fff" stroke-width="1.5"`;
  const halo = selected ? `<circle cx="12" cy="12" r="16" fill="none" stroke="#f59e0b" stroke-width="3.5"/>` : "";
  const badge =
    number === undefined
      ? ""
      : `<circle cx="22" cy="3" r="7.5" fill="#fff" stroke="${fill}" stroke-width="1.5"/>` +
        `<text x="22" y="6.4" text-anchor="middle" font-size="9.5" font-weight="700" fill="#1b1a17">${Math.trunc(number)}</text>`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${pixels}" height="${pixels}" viewBox="-1 -1 26 26" overflow="visible" aria-hidden="true">` +
    `${halo}<path d="${SHAPE_PATH[shape]}" ${outline}/>` +
    `<text x="12" y="${low}" text-anchor="middle" font-size="12" font-weight="600" fill="${planned ? fill : "#fff"}">${character}</text>${badge}</svg>`
  );
}
