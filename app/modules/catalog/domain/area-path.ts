// A place as people write it from the top down: «郑州市金水区经八路街道», «金水区 经八路街道 文化路社区». The city and the district are taken
// off in front, a street that something follows is taken out of the middle; what is left is a name of its own.
import { shortName } from "~/modules/imports/domain/area-name-forms";
import { comparable } from "~/modules/imports/domain/cell-text";

export interface NamedCode {
  readonly code: string;
  readonly name: string;
}

export interface AreaPath {
  /** the city was named in front */
  readonly isOfCity: boolean;
  /** the district that was named; null = none was */
  readonly district: NamedCode | null;
  /** a street with something behind it; "" = none */
  readonly street: string;
  /** what is looked for there; "" = nothing follows */
  readonly rest: string;
}

/** The longest form of a name that a text begins with; a single character is none. */
function inFront(text: string, name: string): string {
  const forms = [comparable(name), shortName(name)].filter((form) => form.length > 1 && text.startsWith(form));
  return forms.sort((a, b) => b.length - a.length)[0] ?? "";
}

const STREET = /^(.{2,}?(?:街道办事处|街道办|街道|镇|乡))(.{2,})$/;

export function areaPath(written: string, cityName: string, districts: readonly NamedCode[]): AreaPath {
  const whole = comparable(written);
  const city = inFront(whole, cityName);
  let text = whole.slice(city.length);
  const [district = null] = districts
    .filter(({ name }) => inFront(text, name) !== "")
    .sort((a, b) => inFront(text, b.name).length - inFront(text, a.name).length);
  if (district) text = text.slice(inFront(text, district.name).length);
  const [, street = "", behind = ""] = STREET.exec(text) ?? [];
  return { isOfCity: city !== "", district, street, rest: street === "" ? text : behind };
}

/** «Jingbalu 经八路街道, Jinshui District»: in English the smallest comes first. */
export function englishPath(written: string): readonly [string, ...string[]] | null {
  const parts = written
    .split(/[,，]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  return parts.length > 1 && /[a-z]/i.test(written) ? (parts as [string, ...string[]]) : null;
}
