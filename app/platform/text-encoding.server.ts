/** The encodings offices send. GB18030 contains GBK and GB2312. */
export type TextEncoding = "utf-8" | "utf-16le" | "utf-16be" | "gb18030" | "shift_jis";

const isValid = (bytes: Uint8Array, encoding: string): boolean => {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};

/** How natural a text looks: common Chinese and Japanese signs for it, private and rare ones against. */
function plausibility(text: string): number {
  let score = 0;
  for (const sign of text.slice(0, 20_000)) {
    const code = sign.codePointAt(0) ?? 0;
    if (code >= 0x4e00 && code <= 0x9fff) score += 1;
    else if (code >= 0x3040 && code <= 0x30ff) score += 1.5;
    else if (code === 0xfffd || (code >= 0xe000 && code <= 0xf8ff)) score -= 20;
    else if (code >= 0xff61 && code <= 0xff9f) score -= 1;
    else if (code > 0x3400 && code < 0x4e00) score -= 3;
    else if (code > 0x9fff && code < 0xff00) score -= 2;
  }
  return score;
}

/** UTF-8 if it can be, by its mark or without; else whichever of the Chinese and Japanese encodings reads most naturally. */
export function encodingOf(bytes: Uint8Array): TextEncoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  // A file cut in the middle of a letter is still UTF-8.
  const tail = bytes.length > 4 ? bytes.subarray(0, bytes.length - 4) : bytes;
  if (isValid(bytes, "utf-8") || (bytes[0] === 0xef && bytes[1] === 0xbb) || (bytes.length > 64 && isValidButForItsEnd(tail)))
    return "utf-8";
  const sample = bytes.subarray(0, 60_000);
  const chinese = plausibility(new TextDecoder("gb18030").decode(sample));
  const japanese = isValid(bytes, "shift_jis")
    ? plausibility(new TextDecoder("shift_jis").decode(sample))
    : Number.NEGATIVE_INFINITY;
  return japanese > chinese * 1.2 ? "shift_jis" : "gb18030";
}

const isValidButForItsEnd = (bytes: Uint8Array): boolean =>
  [0, 1, 2, 3].some((cut) => isValid(bytes.subarray(0, bytes.length - cut), "utf-8"));

export function decodeText(bytes: Uint8Array): { text: string; encoding: TextEncoding } {
  const encoding = encodingOf(bytes);
  return { text: new TextDecoder(encoding).decode(bytes).replace(/^\uFEFF/, ""), encoding };
}
