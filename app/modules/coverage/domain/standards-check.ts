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
  /** licensed capacity of the types asked for; null = unknown */
  readonly capacity: number | null;
}

export interface StandardArea {
  readonly row: number;
  /** null = a place is there, but nobody knows how large it is */
  readonly found: number | null;
  readonly state: "met" | "lacking" | "unknown";
}

export interface StandardResult {
  readonly rule: StandardRule;
  readonly areas: readonly StandardArea[];
  readonly met: number;
  /** areas whose only places are of unknown capacity: neither met nor lacking */
  readonly unknown: number;
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
    const unsized = new Set<string>();
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
      if (rule.unit === "facility") found.set(area, before + 1);
      else if (site.capacity === null) unsized.add(area);
      else found.set(area, Math.max(before, site.capacity));
    }
    const rows: StandardArea[] = [];
    areas.level.forEach((level, row) => {
      if (level !== rule.level) return;
      const code = areas.code[row]!;
      const count = found.get(code) ?? 0;
      if (count >= rule.value) rows.push({ row, found: count, state: "met" });
      else if (unsized.has(code)) rows.push({ row, found: null, state: "unknown" });
      else rows.push({ row, found: count, state: "lacking" });
    });
    const inState = (state: StandardArea["state"]) => rows.filter((row) => row.state === state).length;
    return { rule, areas: rows, met: inState("met"), unknown: inState("unknown"), unattributed };
  });
}

/** District standards count every place; street and community standards only their own kind. */
const servesLevel = (site: StandardSite, level: AreaLevel): boolean => level === "district" || site.serves === level;
