import type { SentencePart } from "~/shared/printed-page";

/** What stands on one line, left to right. */
export type Line = readonly Required<SentencePart>[];

/** Closing signs never begin a line, opening ones never end it; a number keeps its unit. */
const UNIT =
  /\s+|[（“《「(]?(?:[\d.,:%¥–-]+\s?(?:万元|亿元|元|人|处|岁|分钟|%|个百分点)?|[A-Za-z][A-Za-z'’-]*|[^\s])[，。；：、！？）”》」,.;:!?)]*\s*/gu;

/**
 * A sentence of parts broken into lines no wider than `width`.
 * @param measure how wide a text is, by whether it is strong
 */
export function brokenLines(
  parts: readonly SentencePart[],
  width: number,
  measure: (text: string, isStrong: boolean) => number,
): Line[] {
  const lines: Required<SentencePart>[][] = [[]];
  let used = 0;
  for (const { text, isStrong = false } of parts)
    for (const [unit] of text.matchAll(UNIT)) {
      const wide = measure(unit.trimEnd(), isStrong);
      if (used + wide > width && used > 0 && !isClosing(unit)) {
        lines.push([]);
        used = 0;
      }
      const line = lines.at(-1)!;
      const last = line.at(-1);
      if (last?.isStrong === isStrong) line[line.length - 1] = { text: last.text + unit, isStrong };
      else line.push({ text: unit, isStrong });
      used += measure(unit, isStrong);
    }
  return lines;
}

/** The sign a part before it ends with may come with the next part. */
const isClosing = (unit: string): boolean => /^[，。；：、！？）”》」,.;:!?)]/u.test(unit);
