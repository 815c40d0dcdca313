import { pinyin } from "pinyin-pro";

/** How a name is typed by ear: `jinshuiqu` and `jsq`; Latin letters and digits stay. */
export function spokenName(name: string): { pinyin: string; initials: string } {
  const say = (pattern: "pinyin" | "first") =>
    pinyin(name, { pattern, toneType: "none", type: "array", nonZh: "consecutive" }).join("").toLowerCase().replace(/\s+/g, "");
  return { pinyin: say("pinyin"), initials: say("first") };
}
