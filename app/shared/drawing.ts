/**
 * A small drawing of lines, surfaces and words in points, x to the right and y down: what a map on paper is made of. Made once
 * by a pure function, then painted as SVG, into a PDF or as a picture, and everywhere the same.
 */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly DrawnMark[];
}

export type DrawnMark = DrawnPath | DrawnDots | DrawnHatch | DrawnText;

export interface DrawnPath {
  readonly kind: "path";
  /** SVG path data of M, L, C and Z; rings are filled even-odd */
  readonly d: string;
  readonly fill?: string;
  readonly fillOpacity?: number;
  readonly stroke?: string;
  readonly strokeWidth?: number;
  readonly dash?: readonly [on: number, off: number];
  /** nothing of it is seen outside of this rectangle */
  readonly within?: Box;
}

/** Many small discs of one size: a city's places in a few kilobytes. */
export interface DrawnDots {
  readonly kind: "dots";
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly radius: number;
  readonly fill: string;
  readonly within?: Box;
}

/** Slanted lines inside a shape: says by pattern what colour alone must not say. */
export interface DrawnHatch {
  readonly kind: "hatch";
  readonly d: string;
  /** what the shape lies in */
  readonly box: Box;
  readonly gap: number;
  readonly stroke: string;
  readonly strokeWidth: number;
  readonly within?: Box;
}

export interface DrawnText {
  readonly kind: "text";
  readonly x: number;
  /** the line the letters stand on */
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly anchor: "start" | "middle" | "end";
  readonly isBold?: boolean;
  readonly fill: string;
  /** a rim round the letters, so that they read on lines and surfaces */
  readonly halo?: string;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** To a tenth of a point: finer than any printer, and the same text on every machine. */
export const tenth = (value: number): number => Math.round(value * 10) / 10 + 0;

/** How wide words are about to be: Chinese letters are square, Latin ones a little more than half. */
export const wordsWidth = (text: string, size: number): number =>
  [...text].reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) > 0x2e7f ? 1 : 0.56), 0) * size;

/** A stroke of no length with round ends is a disc. */
export const dotsPath = ({ points }: DrawnDots): string => points.map(([x, y]) => `M${tenth(x)} ${tenth(y)}l0 0`).join("");

/** A circle of four curves, to a hundredth of a point: small ones stay round. */
export function circlePath(x: number, y: number, radius: number): string {
  const [k, r] = [radius * 0.5523, radius];
  const fine = (value: number) => Math.round(value * 100) / 100 + 0;
  const at = (dx: number, dy: number) => `${fine(x + dx)} ${fine(y + dy)}`;
  return (
    `M${at(r, 0)}C${at(r, k)} ${at(k, r)} ${at(0, r)}C${at(-k, r)} ${at(-r, k)} ${at(-r, 0)}` +
    `C${at(-r, -k)} ${at(-k, -r)} ${at(0, -r)}C${at(k, -r)} ${at(r, -k)} ${at(r, 0)}Z`
  );
}

/** The lines of a hatch from lower left to upper right; they meet across shapes, since all begin from one corner of the drawing. */
export function hatchLines({ x, y, width, height }: Box, gap: number): readonly (readonly [number, number, number, number])[] {
  const lines: [number, number, number, number][] = [];
  const first = Math.ceil((x + y) / gap) * gap;
  for (let sum = first; sum < x + width + y + height; sum += gap) {
    const [left, right] = [Math.max(x, sum - y - height), Math.min(x + width, sum - y)];
    if (right > left) lines.push([tenth(left), tenth(sum - left), tenth(right), tenth(sum - right)]);
  }
  return lines;
}

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => ESCAPES[letter]!);

/**
 * The drawing as SVG text.
 * @param name says what is seen to whoever cannot see it
 */
export function drawingSvg({ width, height, marks }: Drawing, name: string): string {
  const clips: string[] = [];
  const id = (at: number) => `drawn-${at}`;
  const clip = (d: string) => {
    const at = clips.push(`<clipPath id="${id(clips.length)}"><path d="${d}" clip-rule="evenodd"/></clipPath>`) - 1;
    return `clip-path="url(#${id(at)})"`;
  };
  const boxes = new Map<string, string>();
  const inBox = (box: Box | undefined, drawn: string) => {
    if (!box) return drawn;
    const d = boxPath(box);
    if (!boxes.has(d)) boxes.set(d, clip(d));
    return `<g ${boxes.get(d)!}>${drawn}</g>`;
  };
  const body = marks.map((mark) => {
    switch (mark.kind) {
      case "path":
        return inBox(mark.within, pathSvg(mark));
      case "dots":
        return inBox(
          mark.within,
          `<path d="${dotsPath(mark)}" stroke="${mark.fill}" stroke-width="${2 * mark.radius}" stroke-linecap="round"/>`,
        );
      case "hatch": {
        const lines = hatchLines(mark.box, mark.gap).map(([x1, y1, x2, y2]) => `M${x1} ${y1}L${x2} ${y2}`);
        const drawn = `<path ${clip(mark.d)} d="${lines.join("")}" fill="none" stroke="${mark.stroke}" stroke-width="${mark.strokeWidth}"/>`;
        return inBox(mark.within, drawn);
      }
      case "text":
        return textSvg(mark);
    }
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(name)}">` +
    `${clips.length > 0 ? `<defs>${clips.join("")}</defs>` : ""}${body.join("")}</svg>`
  );
}

export const boxPath = ({ x, y, width, height }: Box): string =>
  `M${tenth(x)} ${tenth(y)}L${tenth(x + width)} ${tenth(y)}L${tenth(x + width)} ${tenth(y + height)}L${tenth(x)} ${tenth(y + height)}Z`;

const pathSvg = ({ d, fill, fillOpacity, stroke, strokeWidth = 1, dash }: DrawnPath): string =>
  `<path d="${d}" fill="${fill ?? "none"}" fill-rule="evenodd"${fillOpacity === undefined ? "" : ` fill-opacity="${fillOpacity}"`}` +
  `${stroke ? ` stroke="${stroke}" stroke-width="${strokeWidth}" stroke-linejoin="round"` : ""}${dash ? ` stroke-dasharray="${dash.join(" ")}"` : ""}/>`;

const textSvg = ({ x, y, text, size, anchor, isBold, fill, halo }: DrawnText): string =>
  `<text x="${tenth(x)}" y="${tenth(y)}" font-size="${size}" text-anchor="${anchor}"${isBold ? ' font-weight="700"' : ""} fill="${fill}"` +
  `${halo ? ` stroke="${halo}" stroke-width="${tenth(size / 4)}" stroke-linejoin="round" paint-order="stroke"` : ""}>${escaped(text)}</text>`;
