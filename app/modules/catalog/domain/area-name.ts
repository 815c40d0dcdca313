// Says an area's name to a reader of English: its English name where it has one, else how it is said and how it is written
// («Huayuanlu 花园路街道»), so that it can be read aloud and found on a sign.

export interface NamedArea {
  readonly name: string;
  readonly nameEn: string | null;
  /** as typed by ear, in one word: `huayuanlujiedao` */
  readonly pinyin: string;
}

/** What an area is, which the writing beside says already. */
const KINDS: readonly (readonly [zh: string, pinyin: string])[] = [
  ["街道办事处", "jiedaobanshichu"],
  ["社区居民委员会", "shequjuminweiyuanhui"],
  ["村民委员会", "cunminweiyuanhui"],
  ["社区居委会", "shequjuweihui"],
  ["村委会", "cunweihui"],
  ["街道", "jiedao"],
  ["社区", "shequ"],
  ["区", "qu"],
  ["县", "xian"],
  ["市", "shi"],
  ["镇", "zhen"],
  ["乡", "xiang"],
  ["村", "cun"],
];

export function englishAreaName({ name, nameEn, pinyin }: NamedArea): string {
  if (nameEn) return nameEn;
  const said = pinyin.replace(/\s+/g, "");
  const kind = KINDS.find(([zh, sound]) => name.endsWith(zh) && said.endsWith(sound) && said.length > sound.length);
  const own = kind ? said.slice(0, -kind[1].length) : said;
  return own === "" || own === name.toLowerCase() ? name : `${own.slice(0, 1).toUpperCase()}${own.slice(1)} ${name}`;
}
