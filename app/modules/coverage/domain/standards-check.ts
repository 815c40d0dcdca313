import type { AreaLevel } from "./coverage-query";

/**
 * Does each area have what the standard asks *of its level*? A street's centre does not stand in for the community's own
 * place, nor the other way round: a place serves one level, and only areas of that level count it.
 */
export interface StandardRule {
  readonly key: string;
  readonly level: AreaLevel;
  readonly serviceType: string;
  readonly value: number;
  /** facility: so many places in the area · place: one place with so much capacity */
  readonly unit: "facility" | "place";
  readonly source: string;
  readonly mark: string;
}

export interface StandardSite {
  /** code of the smallest area it is known to stand in */
  readonly areaCode: string | null;
  readonly serves: AreaLevel | "city";
  readonly types: readonly string[];
  /** licensed capacity of the types asked for */
  readonly capacity: number;
}

export interface StandardArea {
  readonly row: number;
  readonly found: number;
  readonly isMet: boolean;
}

export interface StandardResult {
  readonly rule: StandardRule;
  readonly areas: readonly StandardArea[];
  readonly met: number;
  /** places that serve this level but whose area is not known so finely: they may stand in an area shown as lacking */
  readonly unattributed: number;
}

const CODE_LENGTH: Record<AreaLevel, number> = { district: 6, street: 9, community: 12 };

export function checkStandards(
  rules: readonly StandardRule[],
  areas: { readonly code: readonly string[]; readonly level: readonly string[] },
  sites: readonly StandardSite[],
): StandardResult[] {
  return rules.map((rule) => {
    const found = new Map<string, number>();
    let unattributed = 0;
    for (const site of sites) {
      if (!site.types.includes(rule.serviceType) || !servesLevel(site, rule.level)) continue;
      const code = site.areaCode;
      if (code === null || code.length < CODE_LENGTH[rule.level]) {
        unattributed++;
        continue;
      }
      const area = code.slice(0, CODE_LENGTH[rule.level]);
      const before = found.get(area) ?? 0;
      found.set(area, rule.unit === "facility" ? before + 1 : Math.max(before, site.capacity));
    }
    const rows: StandardArea[] = [];
    areas.level.forEach((level, row) => {
      if (level !== rule.level) return;
      const count = found.get(areas.code[row]!) ?? 0;
      rows.push({ row, found: count, isMet: count >= rule.value });
    });
    return { rule, areas: rows, met: rows.filter((row) => row.isMet).length, unattributed };
  });
}

/** District standards count every place; street and community standards only their own kind. */
const servesLevel = (site: StandardSite, level: AreaLevel): boolean => level === "district" || site.serves === level;
