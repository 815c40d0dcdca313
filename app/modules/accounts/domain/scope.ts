import { afterPrefix } from "./area-code";
import type { Grant } from "./grant";
import { LINES } from "~/shared/line";
import { allows, PERMISSIONS, type Permission } from "./permission";

/**
 * Grants as PostgreSQL compares them: for each permission the ranges of «line:area code» it holds for, as the text of a
 * `code_multirange`. Row policies let through only what lies within.
 */
export type Scope = Readonly<Partial<Record<Permission, string>>>;

export function scopeOf(grants: readonly Grant[]): Scope {
  const scope: Partial<Record<Permission, string>> = {};
  for (const permission of PERMISSIONS) {
    const ranges = grants.filter(({ role }) => allows(role, permission)).flatMap(rangesOf);
    if (ranges.length > 0) scope[permission] = `{${[...new Set(ranges)].join(",")}}`;
  }
  return scope;
}

/** Every permission, for one area and what lies below it: of what runs by itself, or at the machine's terminal. */
export function wholeScope(areaCode: string): Scope {
  const everywhere = `{${everyLine(areaCode).join(",")}}`;
  return Object.fromEntries(PERMISSIONS.map((permission) => [permission, everywhere]));
}

const rangesOf = ({ line, areaCode }: Grant): string[] => (line === "" ? everyLine(areaCode) : [range(line, areaCode)]);
const everyLine = (areaCode: string): string[] => ["", ...LINES].map((line) => range(line, areaCode));

/** All keys that begin with this one, compared byte by byte: up to the same key with its last letter's successor. */
function range(line: string, areaCode: string): string {
  const low = `${line}:${areaCode}`;
  return `["${low}","${afterPrefix(low)}")`;
}
