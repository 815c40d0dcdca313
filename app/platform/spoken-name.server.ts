import { pinyin } from "pinyin-pro";

/** How a name is typed by ear: `jinshuiqu` and `jsq`; Latin letters and digits stay. */
export function spokenName(name: string): { pinyin: string; initials: string } {
  const words = pinyin(name, { toneType: "none", type: "array", nonZh: "consecutive" });
  let initials = "";
  let at = 0;
  for (const word of words) {
    // What is not Chinese comes back as it stands; a Chinese letter comes back as one word.
    const isAsWritten = name.startsWith(word, at);
    initials += isAsWritten ? word : word.slice(0, 1);
    at += isAsWritten ? word.length : (name.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  }
  const typed = (text: string) => text.toLowerCase().replace(/\s+/g, "");
  return { pinyin: typed(words.join("")), initials: typed(initials) };
}
