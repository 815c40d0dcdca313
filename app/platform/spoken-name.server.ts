import { pinyin } from "pinyin-pro";

/** How a name is typed by ear: `jinshuiqu` and `jsq`; Latin letters and digits stay. */
export function spokenName(name: string): { pinyin: string; initials: string } {
  const parts = pinyin(name, { toneType: "none", type: "all", nonZh: "consecutive" });
  const say = (words: readonly string[]) => words.join("").toLowerCase().replace(/\s+/g, "");
  return {
    pinyin: say(parts.map((part) => part.pinyin || part.origin)),
    initials: say(parts.map((part) => part.first || part.origin)),
  };
}
