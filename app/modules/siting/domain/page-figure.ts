import type { Position } from "geojson";
import { localPlane, toPlane, type LocalPlane } from "~/modules/places/domain/local-plane";
import type { Outline } from "~/modules/places/domain/outline";
import { boxPath, circlePath, tenth, wordsWidth, type Box, type DrawnMark, type Drawing } from "~/shared/drawing";
import type { Metres } from "~/shared/units";
import { isExtension } from "./extending";
import type { OnePage, PageGround, PageReserve, PageSite } from "./one-page";
import { placedPins, type Pin, type PinShape } from "./placed-pins";
import type { Named } from "./siting-result";

/** Words of the picture, in the reader's language; plain texts, so that they travel to a thread. */
export interface FigureWords {
  readonly language: "zh" | "en";
  readonly existing: string;
  readonly chosen: string;
  /** of the upper of two levels */
  readonly upper: string;
  readonly extended: string;
  readonly reach: string;
  readonly closed: string;
  readonly reserve: string;
  readonly north: string;
  /** with {length} */
  readonly scale: string;
  /** with {length} and {minutes} on foot */
  readonly scaleWalk: string;
}

const areaName = ({ nameZh, nameEn }: Named, { language }: FigureWords): string => (language === "en" ? nameEn : nameZh);

const INK = "#1b1a17";
const LOOK = {
  paper: "#ffffff",
  land: "#f7f5f0",
  border: "#b9b3a6",
  name: "#7d786e",
  existing: "#aca79c",
  reach: "#0f766e",
  closed: "#c2410c",
  pin: "#0f766e",
  upper: "#3730a3",
  extended: "#a15c07",
  reserve: "#45423c",
} as const;

const LEGEND = 26;
/** from line to line of a legend of two */
const LEGEND_LINE = 18;
/** Points: no letter is smaller. */
const SMALL = 8;
const PIN = 8;
const ROUND = [50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000];
const WIDEST_BAR = 96;
const LEAST_BAR = 10;
/** Nobody walks longer to a service: beyond it the bar speaks in metres only. */
const LONGEST_WALK = 120;
/** A frame is never narrower than this: two sites in one street still lie in a town. */
const LEAST_SPAN: Metres = 3_000;

interface Frame {
  readonly box: Box;
  readonly plane: LocalPlane;
  readonly metresPerPoint: number;
  readonly at: (lon: number, lat: number) => [x: number, y: number];
}

/**
 * The map of the one page: districts as hairlines, what is there pale, the new ones numbered with the ground they reach, those made larger on their corners, gaps
 * they close hatched, the reserve dashed, a scale in metres and minutes, north, a legend. The same facts give the same drawing.
 */
export function pageFigure(page: OnePage, ground: PageGround, words: FigureWords, width: number, height: number): Drawing {
  const legend = legendLines(legendOf(page, ground, words), width);
  const box: Box = { x: 0, y: 0, width, height: height - LEGEND - Math.max(0, legend.length - 1) * LEGEND_LINE };
  const frame = frameAround(page, ground, box);
  const pins = placedPins(pinsOf(page, frame), box);
  const marks: DrawnMark[] = [
    { kind: "path", d: boxPath(box), fill: LOOK.land },
    ...ground.areas.map((area): DrawnMark => borderOf(area.outline, frame)),
    ...existingMarks(ground, frame),
    ...reachMarks(page, ground, frame),
    ...closedMarks(page, frame),
    ...nameMarks(ground, frame, words, pins),
    ...pinMarks(pins),
    ...northMarks(box, words),
    ...scaleMarks(page, frame, words),
    { kind: "path", d: boxPath(box), stroke: LOOK.border, strokeWidth: 0.6 },
    ...legendMarks(legend, width, box.height),
  ];
  return { width, height, marks };
}

function frameAround(page: OnePage, ground: PageGround, box: Box): Frame {
  const told = [...page.sites, ...page.reserve];
  const points = told.length > 0 ? told.map(({ lon, lat }): Position => [lon, lat]) : ground.areas.flatMap(cornersOf);
  const reach = ground.reach.flatMap((outline) => cornersOf({ outline }));
  const all = [...points, ...reach];
  const [west, east] = spanOf(all, 0);
  const [south, north] = spanOf(all, 1);
  const plane = localPlane((west + east) / 2, (south + north) / 2);
  const flat = all.map(([lon = 0, lat = 0]) => toPlane(plane, lon, lat));
  const [left, right] = spanOf(flat, 0);
  const [low, high] = spanOf(flat, 1);
  // Pins stand above their spots, the scale below all.
  const room = { x: 18, top: 3.2 * PIN, bottom: Math.min(24, 0.09 * box.height) };
  const metresPerPoint = Math.max(
    Math.max(right - left, LEAST_SPAN) / (box.width - 2 * room.x),
    Math.max(high - low, LEAST_SPAN / 2) / Math.max(20, box.height - room.top - room.bottom),
  );
  const [x0, y0] = [box.x + box.width / 2, box.y + (box.height + room.top - room.bottom) / 2];
  const [cx, cy] = [(left + right) / 2, (low + high) / 2];
  return {
    ...{ box, plane, metresPerPoint },
    at: (lon, lat) => {
      const [x, y] = toPlane(plane, lon, lat);
      return [x0 + (x - cx) / metresPerPoint, y0 - (y - cy) / metresPerPoint];
    },
  };
}

const cornersOf = ({ outline }: { readonly outline: Outline }): Position[] =>
  (outline.type === "Polygon" ? [outline.coordinates] : outline.coordinates).flatMap((part) => part[0] ?? []);

function spanOf(points: readonly (readonly number[])[], axis: 0 | 1): [number, number] {
  let [least, most] = [Infinity, -Infinity];
  for (const point of points) {
    least = Math.min(least, point[axis] ?? Infinity);
    most = Math.max(most, point[axis] ?? -Infinity);
  }
  return least <= most ? [least, most] : [0, 0];
}

/** Rings as a path; corners nearer than half a point to the last one say nothing on paper. */
function outlinePath(outline: Outline, { at }: Frame): string {
  const parts = outline.type === "Polygon" ? [outline.coordinates] : outline.coordinates;
  return parts
    .flat()
    .map((ring) => {
      const kept: string[] = [];
      let [lastX, lastY] = [Infinity, Infinity];
      for (const [lon = 0, lat = 0] of ring) {
        const [x, y] = at(lon, lat);
        if (Math.abs(x - lastX) + Math.abs(y - lastY) < 0.5) continue;
        [lastX, lastY] = [x, y];
        kept.push(`${tenth(x)} ${tenth(y)}`);
      }
      return kept.length < 3 ? "" : `M${kept.join("L")}Z`;
    })
    .join("");
}

const borderOf = (outline: Outline, frame: Frame): DrawnMark => ({
  ...{ kind: "path", d: outlinePath(outline, frame), fill: LOOK.paper, stroke: LOOK.border },
  ...{ strokeWidth: 0.6, within: frame.box },
});

const isIn = (x: number, y: number, { x: left, y: top, width, height }: Box, margin = 0): boolean =>
  x >= left - margin && x <= left + width + margin && y >= top - margin && y <= top + height + margin;

function existingMarks(ground: PageGround, frame: Frame): DrawnMark[] {
  const seen = ground.existing.map(({ lon, lat }) => frame.at(lon, lat)).filter(([x, y]) => isIn(x, y, frame.box, -1));
  const radius = seen.length > 400 ? 1.1 : 1.6;
  return seen.length > 0 ? [{ kind: "dots", points: seen, radius, fill: LOOK.existing, within: frame.box }] : [];
}

const reachMarks = (page: OnePage, ground: PageGround, frame: Frame): DrawnMark[] =>
  ground.reach.flatMap((outline, at): DrawnMark[] => {
    const d = outlinePath(outline, frame);
    const ink = page.sites[at]?.level === "upper" ? LOOK.upper : LOOK.reach;
    return d ? [{ kind: "path", d, fill: ink, fillOpacity: 0.16, stroke: ink, strokeWidth: 0.7, within: frame.box }] : [];
  });

/** Communities whose people now reach one: a surface of a size that grows with them, hatched. */
function closedMarks(page: OnePage, frame: Frame): DrawnMark[] {
  const most = Math.max(1, ...page.closed.map(({ people }) => people));
  return page.closed.flatMap(({ lon, lat, people }): DrawnMark[] => {
    const [x, y] = frame.at(lon, lat);
    const radius = tenth(2.5 + 6.5 * Math.sqrt(people / most));
    if (!isIn(x, y, frame.box, radius)) return [];
    const d = circlePath(x, y, radius);
    const box = { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius };
    return [
      { kind: "hatch", d, box, gap: 2.6, stroke: LOOK.closed, strokeWidth: 0.7, within: frame.box },
      { kind: "path", d, stroke: LOOK.closed, strokeWidth: 0.6, within: frame.box },
    ];
  });
}

/** Each area's name where most of it is seen and no pin stands. */
function nameMarks(ground: PageGround, frame: Frame, words: FigureWords, pins: readonly Pin[]): DrawnMark[] {
  const size = 8;
  const taken: Box[] = pins.flatMap(({ x, y, spotX, spotY }) => [around(x, y), around(spotX, spotY)]);
  const inner = { x: frame.box.x + 4, y: frame.box.y + 4, width: frame.box.width - 8, height: frame.box.height - 34 };
  return ground.areas.flatMap((area): DrawnMark[] => {
    const seen = seenPart(area.outline, frame);
    if (!seen || seen.size < 500) return [];
    const text = areaName(area.name, words);
    const [wide, high] = [wordsWidth(text, size), size];
    for (const [dx, dy] of AROUND) {
      const spot = { x: seen.x + dx * 16 - wide / 2, y: seen.y + dy * 13 - high / 2, width: wide, height: high };
      const isInside = spot.x >= inner.x && spot.x + wide <= inner.x + inner.width && isIn(spot.x, spot.y, inner, 0);
      if (!isInside || spot.y + high > inner.y + inner.height || taken.some((other) => overlaps(spot, other))) continue;
      taken.push(spot);
      return [
        {
          ...{ kind: "text", x: spot.x + wide / 2, y: spot.y + high - 1, text, size },
          ...{ anchor: "middle", fill: LOOK.name, halo: LOOK.paper },
        },
      ];
    }
    return [];
  });
}

const around = (x: number, y: number): Box => ({ x: x - PIN - 1, y: y - PIN - 1, width: 2 * PIN + 2, height: 2 * PIN + 2 });

/** Where a name is tried, nearest first. */
const AROUND = [-3, -2, -1, 0, 1, 2, 3]
  .flatMap((dx) => [-3, -2, -1, 0, 1, 2, 3].map((dy) => [dx, dy] as const))
  .sort(([ax, ay], [bx, by]) => ax * ax + ay * ay - bx * bx - by * by || ay - by || ax - bx);

const overlaps = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** The middle and size of what the frame shows of an area (Sutherland–Hodgman, largest ring). */
function seenPart(outline: Outline, frame: Frame): { readonly x: number; readonly y: number; readonly size: number } | null {
  const { x, y, width, height } = frame.box;
  const parts = outline.type === "Polygon" ? [outline.coordinates] : outline.coordinates;
  let best: { x: number; y: number; size: number } | null = null;
  for (const [shell = []] of parts) {
    let ring = shell.map(([lon = 0, lat = 0]) => frame.at(lon, lat));
    ring = cut(ring, 0, x, 1);
    ring = cut(ring, 0, x + width, -1);
    ring = cut(ring, 1, y, 1);
    ring = cut(ring, 1, y + height, -1);
    const middle = middleOf(ring);
    if (middle && middle.size > (best?.size ?? 0)) best = middle;
  }
  return best;
}

/** What of a ring lies on one side of a line across. */
function cut(ring: readonly [number, number][], axis: 0 | 1, line: number, side: 1 | -1): [number, number][] {
  const isKept = (point: readonly [number, number]) => side * (point[axis] - line) >= 0;
  return ring.flatMap((point, at) => {
    const before = ring[(at + ring.length - 1) % ring.length]!;
    const crossing = (): [number, number] => {
      const share = (line - before[axis]) / (point[axis] - before[axis]);
      return [before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])];
    };
    if (isKept(point)) return isKept(before) ? [point] : [crossing(), point];
    return isKept(before) ? [crossing()] : [];
  });
}

function middleOf(ring: readonly [number, number][]) {
  let [area, x, y] = [0, 0, 0];
  ring.forEach(([bx, by], at) => {
    const [ax, ay] = ring[(at + ring.length - 1) % ring.length]!;
    const cross = ax * by - bx * ay;
    area += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  });
  return area === 0 ? null : { x: x / (3 * area), y: y / (3 * area), size: Math.abs(area) / 2 };
}

/** New ones by number, the reserve by letter; the numbers stand on top. */
function pinsOf(page: OnePage, frame: Frame): Pin[] {
  const pin = (label: string, isReserve: boolean, site: PageSite | PageReserve): Pin => {
    const [x, y] = frame.at(site.lon, site.lat);
    // Above its spot, so that the ground it reaches is seen.
    return { label, isReserve, shape: shapeOf(site), spotX: x, spotY: y, x, y: y - 2 * PIN, radius: PIN };
  };
  return [
    ...page.sites.map((site, at) => pin(String(at + 1), false, site)),
    ...page.reserve.map((site, at) => pin(RESERVE_LETTERS[at] ?? "·", true, site)),
  ];
}

export const RESERVE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ";

const pinMarks = (pins: readonly Pin[]): DrawnMark[] =>
  [...pins].reverse().flatMap((pin) => {
    const { x, y, spotX, spotY, shape = "round" } = pin;
    const isMoved = Math.hypot(x - spotX, y - spotY) > 1;
    const stroke = pin.isReserve ? LOOK.reserve : FILL[shape];
    const lead: DrawnMark[] = isMoved
      ? [
          { kind: "path", d: `M${tenth(spotX)} ${tenth(spotY)}L${tenth(x)} ${tenth(y)}`, stroke, strokeWidth: 0.8 },
          { kind: "path", d: circlePath(spotX, spotY, 1.6), fill: stroke, stroke: LOOK.paper, strokeWidth: 0.5 },
        ]
      : [];
    return [...lead, ...pinFace(x, y, pin.label, pin.isReserve, shape)];
  });

/** The new ones round, of the upper of two levels square; a place made larger stands on its corner. */
const shapeOf = (site: PageSite | PageReserve): PinShape =>
  isExtension(site) ? "diamond" : site.level === "upper" ? "square" : "round";

const FILL: Readonly<Record<PinShape, string>> = { round: LOOK.pin, square: LOOK.upper, diamond: LOOK.extended };

function outlineOf(shape: PinShape, x: number, y: number, half: number): string {
  if (shape === "round") return circlePath(x, y, half);
  if (shape === "square") return boxPath({ x: x - half, y: y - half, width: 2 * half, height: 2 * half });
  const far = 1.35 * half;
  return `M${tenth(x)} ${tenth(y - far)}L${tenth(x + far)} ${tenth(y)}L${tenth(x)} ${tenth(y + far)}L${tenth(x - far)} ${tenth(y)}Z`;
}

function pinFace(x: number, y: number, label: string, isReserve: boolean, shape: PinShape = "round"): DrawnMark[] {
  const size = label.length > 1 ? 8.5 : 9.5;
  const text = { kind: "text", x, y: y + size * 0.36, text: label, size, anchor: "middle", isBold: true } as const;
  const d = outlineOf(shape, x, y, PIN - (isReserve ? 1 : 0));
  return isReserve
    ? [
        { kind: "path", d, fill: LOOK.paper, stroke: LOOK.reserve, strokeWidth: 1, dash: [2.2, 1.6] },
        { ...text, fill: LOOK.reserve },
      ]
    : [
        { kind: "path", d, fill: FILL[shape], stroke: LOOK.paper, strokeWidth: 1.2 },
        { ...text, fill: LOOK.paper },
      ];
}

function northMarks({ x, y, width }: Box, words: FigureWords): DrawnMark[] {
  const [cx, top] = [x + width - 16, y + 9];
  const d = `M${tenth(cx)} ${tenth(top)}L${tenth(cx + 4.5)} ${tenth(top + 14)}L${tenth(cx)} ${tenth(top + 11)}L${tenth(cx - 4.5)} ${tenth(top + 14)}Z`;
  return [
    { kind: "path", d, fill: INK, stroke: LOOK.paper, strokeWidth: 0.6 },
    {
      ...{ kind: "text", x: cx, y: top + 23, text: words.north, size: SMALL },
      ...{ anchor: "middle", fill: INK, halo: LOOK.paper },
    },
  ];
}

function scaleMarks(page: OnePage, { box, metresPerPoint }: Frame, words: FigureWords): DrawnMark[] {
  const minutesOf = (metres: number) => Math.round((metres * page.method.detourIndex * 60) / (page.method.speedKmh * 1_000));
  const fits = ROUND.filter((round) => round / metresPerPoint <= WIDEST_BAR);
  const walked = fits.findLast((round) => minutesOf(round) <= LONGEST_WALK && round / metresPerPoint >= LEAST_BAR);
  const length = walked ?? fits.at(-1) ?? ROUND[0]!;
  const wide = length / metresPerPoint;
  const minutes = minutesOf(length);
  const text = (minutes > LONGEST_WALK ? words.scale : words.scaleWalk)
    .replace("{length}", length >= 1_000 ? `${length / 1_000} km` : `${length} m`)
    .replace("{minutes}", String(minutes));
  const [x, y] = [box.x + 10, box.y + box.height - 9];
  const d = `M${tenth(x)} ${tenth(y - 4)}L${tenth(x)} ${tenth(y)}L${tenth(x + wide)} ${tenth(y)}L${tenth(x + wide)} ${tenth(y - 4)}`;
  return [
    { kind: "path", d, stroke: LOOK.paper, strokeWidth: 3 },
    { kind: "path", d, stroke: INK, strokeWidth: 1 },
    {
      ...{ kind: "text", x, y: y - 7, text, size: SMALL },
      ...{ anchor: "start", fill: INK, halo: LOOK.paper },
    },
  ];
}

interface LegendEntry {
  /** of the sign */
  readonly wide: number;
  readonly text: string;
  /** @param y of its middle */
  readonly draw: (x: number, y: number) => DrawnMark[];
}

function legendOf(page: OnePage, ground: PageGround, words: FigureWords): LegendEntry[] {
  const entries: LegendEntry[] = [];
  const isAny = (is: boolean) => page.sites.some((site) => isExtension(site) === is);
  if (isAny(false)) entries.push({ wide: 16, text: words.chosen, draw: (x, y) => pinFace(x + 8, y, "1", false) });
  if (page.upper && page.upper.sites > 0)
    entries.push({ wide: 16, text: words.upper, draw: (x, y) => pinFace(x + 8, y, "1", false, "square") });
  if (isAny(true)) entries.push({ wide: 20, text: words.extended, draw: (x, y) => pinFace(x + 10, y, "1", false, "diamond") });
  if (ground.reach.length > 0)
    entries.push({
      ...{ wide: 16, text: words.reach },
      draw: (x, y) => [
        { kind: "path", d: circlePath(x + 8, y, 6), fill: LOOK.reach, fillOpacity: 0.16, stroke: LOOK.reach, strokeWidth: 0.7 },
      ],
    });
  if (page.closed.length > 0)
    entries.push({
      ...{ wide: 14, text: words.closed },
      draw: (x, y) => {
        const d = circlePath(x + 7, y, 5.5);
        const box = { x: x + 1.5, y: y - 5.5, width: 11, height: 11 };
        return [
          { kind: "hatch", d, box, gap: 2.6, stroke: LOOK.closed, strokeWidth: 0.7 },
          { kind: "path", d, stroke: LOOK.closed, strokeWidth: 0.6 },
        ];
      },
    });
  if (page.reserve.length > 0) entries.push({ wide: 16, text: words.reserve, draw: (x, y) => pinFace(x + 8, y, "A", true) });
  if (ground.existing.length > 0)
    entries.push({
      ...{ wide: 8, text: words.existing },
      draw: (x, y) => [{ kind: "dots", points: [[x + 4, y]], radius: 2, fill: LOOK.existing }],
    });
  return entries;
}

const entryWidth = ({ wide, text }: LegendEntry): number => wide + 4 + wordsWidth(text, SMALL);

/** Of two levels, or of places made larger, there is more to say than one line holds. */
function legendLines(entries: readonly LegendEntry[], width: number): LegendEntry[][] {
  const lines: LegendEntry[][] = [];
  let used = Infinity;
  for (const entry of entries) {
    const wide = entryWidth(entry) + LEAST_GAP;
    if (used + wide > width) {
      lines.push([]);
      used = 0;
    }
    lines.at(-1)!.push(entry);
    used += wide;
  }
  return lines;
}

const LEAST_GAP = 6;

function legendMarks(lines: readonly (readonly LegendEntry[])[], width: number, top: number): DrawnMark[] {
  return lines.flatMap((entries, line) => {
    const y = top + LEGEND / 2 + 3 + line * LEGEND_LINE;
    const widths = entries.map(entryWidth);
    const room = (width - 4 - widths.reduce((sum, each) => sum + each, 0)) / Math.max(1, entries.length - 1);
    const gap = Math.min(22, Math.max(LEAST_GAP, room));
    let x = 2;
    return entries.flatMap(({ wide, text, draw }, at) => {
      const drawn = draw(x, y);
      const word = { kind: "text", x: x + wide + 4, y: y + 2.9, text, size: SMALL, anchor: "start", fill: INK } as const;
      x += widths[at]! + gap;
      return [...drawn, word];
    });
  });
}
