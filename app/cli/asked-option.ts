import { InputRefused } from "./bad-input";
import { decimalFrom } from "./csv-table";

/** Options of a command line, each read strictly: a wrong one is refused by name, never guessed at. */
export function required(option: string, value: string | undefined): string {
  if (!value) throw new InputRefused({ kind: "option-missing", option });
  return value;
}

export function oneOf<K extends string>(option: string, value: string, known: readonly K[]): K {
  const found = known.find((key) => key === value);
  if (found === undefined) throw new InputRefused({ kind: "option-not-one-of", option, value, known });
  return found;
}

/**
 * @param least the smallest number allowed, itself included; without it any number above 0
 * @param most the largest number allowed, itself included
 */
export function number(option: string, value: string | undefined, otherwise: number, least?: number, most?: number): number {
  if (value === undefined) return otherwise;
  const read = decimalFrom(value);
  if (read === null || !Number.isFinite(read) || read <= 0)
    throw new InputRefused({ kind: "option-not-positive", option, value });
  if (least !== undefined && read < least) throw new InputRefused({ kind: "option-too-small", option, value, least });
  if (most !== undefined && read > most) throw new InputRefused({ kind: "option-too-large", option, value, most });
  return read;
}

/** Of an option that was typed twice nobody knows which was meant. */
export function insistOnOnce(
  tokens: readonly { readonly kind: string; readonly rawName?: string; readonly value?: string | undefined }[],
): void {
  const seen = new Set<string>();
  for (const { kind, rawName = "", value } of tokens) {
    if (kind !== "option" || value === undefined) continue;
    if (seen.has(rawName)) throw new InputRefused({ kind: "option-twice", option: rawName });
    seen.add(rawName);
  }
}
