import { NAME_LENGTH } from "./siting-scenario";

/** A name that none of these is: the same with the first number that is free, cut so that the number stays. */
export function nameApart(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  const isChinese = /\p{Script=Han}/u.test(name);
  for (let number = 2; ; number++) {
    const end = isChinese ? `（${number}）` : ` (${number})`;
    const apart = `${name.slice(0, NAME_LENGTH - end.length)}${end}`;
    if (!taken.has(apart)) return apart;
  }
}

/** Of names that are lists of parts what tells them apart: parts all of them have are left out. */
export function tellingApart(names: readonly string[]): string[] {
  const parts = names.map((name) => name.split("·").map((part) => part.trim()));
  const taken = new Set<string>();
  return names.map((name, at) => {
    const own = parts[at]!.filter((part) => !parts.every((others) => others.includes(part)));
    const short = nameApart(own.length > 0 ? own.join(" · ") : name, taken);
    taken.add(short);
    return short;
  });
}
