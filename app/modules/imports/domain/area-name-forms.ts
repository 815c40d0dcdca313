// The forms one area's name is written in: «体育社区居民居委会», «体育社区居委会», «体育社区» and «体育» are one community. Larger words win:
// a whole name before an everyday one, an everyday one before a short one.
import { comparable } from "./cell-text";

const URBAN =
  /^(.{2,}?)(社区)?(居民居委会|居民(管理|自治)?委员会|居委会|社区服务中心|社区工作站|(?<=社区)(民委员会|管理委员会|委员会))$/;
const RURAL = /^(.+?)村?(村民委员会|村委会)$/;
const SUFFIX =
  /(社区居民(管理|自治)?委员会|社区居民居委会|社区居委会|社区(管理|民)?委员会|社区服务中心|社区工作站|居民(管理|自治)?委员会|居民居委会|居委会|村民委员会|村委会|街道办事处|办事处|街道办|街道|社区|管委会|区|县|市|镇|乡|村)$/;

/** 体育社区居民居委会 → 体育社区, 石洞沟村委会 → 石洞沟村: what people say. */
export function everydayAreaName(name: string): string {
  const text = comparable(name);
  const urban = URBAN.exec(text)?.[1];
  if (urban !== undefined) return `${urban.replace(/社区$/, "")}社区`;
  const rural = RURAL.exec(text)?.[1];
  return rural === undefined ? text : `${rural}村`;
}

/** 文化路街道办事处 → 文化路: what people actually write. One character is never a name. */
export function shortName(name: string): string {
  let text = comparable(name);
  for (;;) {
    const shorter = text.replace(SUFFIX, "");
    if (shorter === text || shorter.length < 2) return text;
    text = shorter;
  }
}

/** How well what somebody wrote fits an area: 0 its whole name, 1 what people say, 2 without endings; null is another name. */
export function nameFit(written: string, area: { readonly name: string; readonly pinyin?: string }): 0 | 1 | 2 | null {
  const text = comparable(written);
  if (text === "") return null;
  if (text === comparable(area.name) || text === comparable(area.pinyin ?? "")) return 0;
  if (everydayAreaName(text) === everydayAreaName(area.name)) return 1;
  return shortName(text) === shortName(area.name) ? 2 : null;
}

/** Those of the areas that fit best: several where the words do not tell which. */
export function bestNamed<A extends { readonly name: string; readonly pinyin?: string }>(
  written: string,
  areas: readonly A[],
): A[] {
  for (const fit of [0, 1, 2] as const) {
    const found = areas.filter((area) => nameFit(written, area) === fit);
    if (found.length > 0) return found;
  }
  return [];
}
