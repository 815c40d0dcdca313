/**
 * The city's own gazetteer: finds the area a row means by code, by the names it states (in characters or pinyin) or by the
 * longest area names inside its address. It never reaches outside the city. Where one name fits several areas and nothing
 * tells which, it says so and steps up to the area they share.
 */
import type { GeoPoint } from "~/shared/geo-point";
import { bestNamed, everydayAreaName, nameFit, shortName } from "./area-name-forms";
import { comparable } from "./cell-text";
import { type AreaAt, AreaFinder } from "~/modules/places/domain/community-at";
import { type Bounds, type Outline, outlineBounds } from "~/modules/places/domain/outline";

export type AreaLevel = "city" | "district" | "street" | "community";
const DEPTH: Readonly<Record<AreaLevel, number>> = { city: 0, district: 1, street: 2, community: 3 };

export interface GazetteerArea {
  readonly code: string;
  readonly level: AreaLevel;
  readonly parentCode: string | null;
  readonly name: string;
  readonly pinyin: string;
  readonly position: GeoPoint | null;
  readonly outline: Outline | null;
}

export type MatchedBy = "code" | "name" | "address";
export interface AreaMatch {
  readonly area: GazetteerArea;
  readonly by: MatchedBy;
  /** How many areas fitted equally well before stepping up. */
  readonly rivals: number;
}

export interface StatedArea {
  readonly code?: string;
  readonly district?: string;
  readonly street?: string;
  readonly community?: string;
  readonly address?: string;
}

const LONGEST = 24;

export class Gazetteer {
  private readonly byCode = new Map<string, GazetteerArea>();
  private readonly byName = new Map<string, GazetteerArea[]>();
  private readonly remembered = new Map<string, AreaMatch | null>();
  private readonly finder: AreaFinder<GazetteerArea>;
  readonly bounds: Bounds | null;

  constructor(
    readonly areas: readonly GazetteerArea[],
    knownBounds: Bounds | null = null,
  ) {
    let bounds = knownBounds;
    for (const area of areas) {
      this.byCode.set(area.code, area);
      const forms = [comparable(area.name), everydayAreaName(area.name), shortName(area.name), comparable(area.pinyin)];
      for (const name of new Set(forms)) {
        if (name.length >= 2) this.byName.set(name, [...(this.byName.get(name) ?? []), area]);
      }
      if (area.outline) {
        const own = outlineBounds(area.outline);
        bounds = bounds
          ? [Math.min(bounds[0], own[0]), Math.min(bounds[1], own[1]), Math.max(bounds[2], own[2]), Math.max(bounds[3], own[3])]
          : own;
      }
    }
    this.finder = new AreaFinder(areas);
    this.bounds = bounds;
  }

  areaOf(code: string): GazetteerArea | undefined {
    return this.byCode.get(code);
  }

  /** Whether `code` is `ancestor` or lies inside it. */
  isIn(code: string, ancestor: string): boolean {
    return code.startsWith(ancestor);
  }

  /** The smallest outline around the point. */
  around(point: GeoPoint): GazetteerArea | null {
    return this.finder.around(point);
  }

  /** The community a point belongs to where nobody names one. */
  at(point: GeoPoint): AreaAt<GazetteerArea> | null {
    return this.finder.at(point);
  }

  match(stated: StatedArea): AreaMatch | null {
    const key = `${stated.code ?? ""}|${stated.district ?? ""}|${stated.street ?? ""}|${stated.community ?? ""}|${stated.address ?? ""}`;
    const known = this.remembered.get(key);
    if (known !== undefined) return known;
    const found = this.find(stated);
    if (this.remembered.size < 200_000) this.remembered.set(key, found);
    return found;
  }

  private find(stated: StatedArea): AreaMatch | null {
    const coded = stated.code ? this.byCode.get(stated.code) : undefined;
    if (coded) return { area: coded, by: "code", rivals: 1 };
    const named = this.stepDown(
      (["district", "street", "community"] as const).map((level) => this.named(stated[level], level)),
      "name",
      [stated.district, stated.street, stated.community],
    );
    if (named && (DEPTH[named.area.level] >= 2 || !stated.address)) return named;
    const inAddress = this.inText(stated.address ?? "");
    const addressed = this.stepDown(
      [
        named ? [named.area] : inAddress.filter((area) => area.level === "district"),
        ...(["street", "community"] as const).map((level) => inAddress.filter((area) => area.level === level)),
      ],
      "address",
    );
    if (!addressed) return named;
    return named && DEPTH[named.area.level] >= DEPTH[addressed.area.level] ? named : addressed;
  }

  /** Every area of the level that goes by this name, whole or short. */
  named(name: string | undefined, level: AreaLevel): readonly GazetteerArea[] {
    if (!name) return [];
    const forms = new Set([comparable(name), everydayAreaName(name), shortName(name)]);
    const met = new Set([...forms].flatMap((form) => this.byName.get(form) ?? []));
    return [...met].filter((area) => area.level === level && nameFit(name, area) !== null);
  }

  /** The areas of the smallest level stated that fit best, inside what the larger names say: none, one, or several. */
  fitting({ district, street, community }: StatedArea): readonly GazetteerArea[] {
    let [fit, within]: (readonly GazetteerArea[])[] = [[], []];
    for (const [name, level] of [
      [district, "district"],
      [street, "street"],
      [community, "community"],
    ] as const) {
      if (!name) continue;
      fit = bestNamed(name, this.inside(this.named(name, level), within ?? []));
      if (fit.length > 0) within = fit;
    }
    return fit ?? [];
  }

  inside(areas: readonly GazetteerArea[], within: readonly GazetteerArea[]): readonly GazetteerArea[] {
    return within.length === 0 ? areas : areas.filter(({ code }) => within.some((one) => this.isIn(code, one.code)));
  }

  /** Narrows level by level: a community counts only inside the street found before it, unless nothing else is left. */
  private stepDown(
    levels: readonly (readonly GazetteerArea[])[],
    by: MatchedBy,
    names: readonly (string | undefined)[] = [],
  ): AreaMatch | null {
    let found = null as AreaMatch | null;
    let within: readonly string[] = [];
    for (const [at, candidates] of levels.entries()) {
      if (candidates.length === 0) continue;
      const inside =
        within.length === 0 ? candidates : candidates.filter((area) => within.some((code) => this.isIn(area.code, code)));
      const usable = names[at] === undefined ? inside : bestNamed(names[at], inside);
      if (usable.length === 0) continue;
      const only = usable[0];
      if (usable.length === 1 && only) found = { area: only, by, rivals: 1 };
      else if (!found) {
        const shared = this.sharedAncestor(usable);
        if (shared) found = { area: shared, by, rivals: usable.length };
      } else found = { area: found.area, by, rivals: usable.length };
      within = usable.map((area) => area.code);
    }
    return found;
  }

  private sharedAncestor(areas: readonly GazetteerArea[]): GazetteerArea | null {
    let code: string | null | undefined = areas[0]?.parentCode;
    while (code) {
      const ancestor: string = code;
      if (areas.every((area) => this.isIn(area.code, ancestor))) return this.byCode.get(ancestor) ?? null;
      code = this.byCode.get(ancestor)?.parentCode;
    }
    return null;
  }

  /** Every area named in the text, the longest name at each place. */
  private inText(address: string): readonly GazetteerArea[] {
    const text = comparable(address).slice(0, 80);
    const found: GazetteerArea[] = [];
    for (let from = 0; from < text.length - 1; from++) {
      for (let length = Math.min(LONGEST, text.length - from); length >= 2; length--) {
        const areas = this.byName.get(text.slice(from, from + length));
        // A pinyin or Latin name must not be cut out of a longer word.
        if (!areas || (/^[a-z0-9]+$/.test(text.slice(from, from + length)) && length < 6)) continue;
        found.push(...areas);
        from += length - 1;
        break;
      }
    }
    return found;
  }
}
