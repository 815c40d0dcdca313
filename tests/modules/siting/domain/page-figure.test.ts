import fc from "fast-check";
import sharp from "sharp";
import { expect, test } from "vitest";
import { onePageOf } from "~/modules/siting/domain/one-page";
import { pageFigure, type FigureWords } from "~/modules/siting/domain/page-figure";
import { placedPins } from "~/modules/siting/domain/placed-pins";
import { drawingSvg, hatchLines } from "~/shared/drawing";
import { madeFacts, madeGround, madeResult, madeSite } from "../../../factories/siting-result";

const WORDS: FigureWords = {
  ...{
    language: "zh",
    existing: "现有",
    chosen: "新建",
    upper: "上一级",
    extended: "扩建",
    reach: "范围",
    closed: "空白",
    reserve: "备选",
    north: "北",
  },
  ...{ scale: "{length}", scaleWalk: "{length} · 步行约 {minutes} 分钟" },
};
const drawn = (count: number, width = 507, height = 280) => {
  const result = madeResult(count);
  return pageFigure(onePageOf(result, madeFacts(result)), madeGround(result), WORDS, width, height);
};
const texts = (count: number) => drawn(count).marks.flatMap((mark) => (mark.kind === "text" ? [mark.text] : []));

test("the same answer gives the same map, and it is sound SVG", async () => {
  for (const count of [0, 1, 8, 30]) {
    const svg = drawingSvg(drawn(count), '示意图 <8> & "九"');
    expect(drawingSvg(drawn(count), '示意图 <8> & "九"')).toBe(svg);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    const { width, height } = await sharp(Buffer.from(svg)).metadata();
    expect([width, height]).toEqual([507, 280]);
  }
});

test("every new place has its number, every reserve its letter; districts, north, scale and legend are named", () => {
  const said = texts(8);
  for (const label of [
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "8",
    "A",
    "B",
    "C",
    "北",
    "金水区",
    "二七区",
    "现有",
    "新建",
    "范围",
    "空白",
    "备选",
  ])
    expect(said, label).toContain(label);
  expect(said.filter((text) => /^(\d+ k?m)( · 步行约 \d+ 分钟)$/.test(text))).toHaveLength(1);
});

test("it reads without colour: gaps are hatched, the reserve is dashed", () => {
  const { marks } = drawn(8);
  expect(marks.filter(({ kind }) => kind === "hatch")).toHaveLength(8 * 3 + 1);
  expect(marks.filter((mark) => mark.kind === "path" && mark.dash)).toHaveLength(3 + 1);
});

test("words in a drawing are text, never markup", () => {
  const result = madeResult(1);
  const ground = madeGround(result);
  const evil = { nameZh: `<script>"&'</script>`, nameEn: "" };
  const areas = ground.areas.map((area) => ({ ...area, name: evil }));
  const svg = drawingSvg(pageFigure(onePageOf(result, madeFacts(result)), { ...ground, areas }, WORDS, 507, 280), "a");
  expect(svg).not.toContain("<script");
  expect(svg).toContain("&lt;script&gt;&quot;&amp;&#39;");
});

test("pins never cover one another nor leave the map, and always come to stand in the same places", () => {
  const spot = fc.record({ x: fc.double({ min: 0, max: 500, noNaN: true }), y: fc.double({ min: 0, max: 250, noNaN: true }) });
  fc.assert(
    fc.property(fc.array(spot, { minLength: 1, maxLength: 20 }), (spots) => {
      const pins = spots.map(({ x, y }, at) => ({
        ...{ label: String(at), isReserve: false, spotX: x, spotY: y, x, y, radius: 8 },
      }));
      const box = { x: 0, y: 0, width: 500, height: 250 };
      const placed = placedPins(pins, box);
      expect(placedPins(pins, box)).toEqual(placed);
      placed.forEach((one, at) => {
        expect(one.x).toBeGreaterThanOrEqual(one.radius);
        expect(one.x).toBeLessThanOrEqual(500 - one.radius);
        expect(one.y).toBeGreaterThanOrEqual(one.radius);
        expect(one.y).toBeLessThanOrEqual(250 - one.radius);
        for (const other of placed.slice(at + 1)) expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(15);
      });
    }),
    { numRuns: 80 },
  );
});

test("lines of a hatch stay in their box", () => {
  for (const [x1, y1, x2, y2] of hatchLines({ x: 10, y: 20, width: 30, height: 12 }, 2.6)) {
    for (const x of [x1, x2]) expect(x).toBeGreaterThanOrEqual(10 - 0.1);
    for (const x of [x1, x2]) expect(x).toBeLessThanOrEqual(40 + 0.1);
    for (const y of [y1, y2]) expect(y).toBeGreaterThanOrEqual(20 - 0.1);
    for (const y of [y1, y2]) expect(y).toBeLessThanOrEqual(32 + 0.1);
  }
});

test("a place made larger stands on its corner in another colour, and the legend says so; without one it does not", () => {
  const larger = { id: "extend:1", from: "extend" as const, licensed: 40, capacity: 30, within: 0 };
  const look = (chosen: ReturnType<typeof madeSite>[]) => {
    const result = madeResult(2, { chosen, reserve: [], gaps: { closed: [], open: [] } });
    const { marks } = pageFigure(onePageOf(result, madeFacts(result)), madeGround(result), WORDS, 507, 280);
    const pins = marks.flatMap((mark, at) => {
      const next = marks[at + 1];
      return mark.kind === "path" && next?.kind === "text" && next.isBold ? [{ label: next.text, is: mark }] : [];
    });
    return { pins, texts: marks.flatMap((mark) => (mark.kind === "text" ? [mark.text] : [])) };
  };
  const { pins, texts } = look([madeSite(0), madeSite(1, larger)]);
  const [second, first] = [pins.find(({ label }) => label === "2")!.is, pins.find(({ label }) => label === "1")!.is];
  expect([first.d.includes("C"), second.d.includes("C")]).toEqual([true, false]);
  expect(second.fill).not.toBe(first.fill);
  expect(texts).toEqual(expect.arrayContaining(["新建", "扩建"]));
  expect(look([madeSite(0), madeSite(1)]).texts).not.toContain("扩建");
});
