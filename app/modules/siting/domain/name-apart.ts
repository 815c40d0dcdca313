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
