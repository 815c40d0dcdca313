/**
 * Licensed places that stand in an area, per 1,000 people of a group who live there. It carries its own denominator, since
 * the same places over another group are another figure. Places *reachable* from an area are never added up; these are located.
 */
export interface PlacesPerThousand {
  readonly places: number;
  /** places of service whose capacity nobody has said: not in the sum */
  readonly unknownSites: number;
  /** null = unknown */
  readonly people: number | null;
  /** null = nobody lives there, or the people or every capacity is unknown */
  readonly perThousand: number | null;
}

export function placesPerThousand(
  sites: readonly { readonly licensed: number | null }[],
  people: number | null,
): PlacesPerThousand {
  const known = sites.filter((site) => site.licensed !== null);
  const places = known.reduce((sum, site) => sum + (site.licensed ?? 0), 0);
  const isKnown = people !== null && people > 0 && (known.length > 0 || sites.length === 0);
  return {
    places,
    unknownSites: sites.length - known.length,
    people,
    perThousand: isKnown ? (1000 * places) / people : null,
  };
}
