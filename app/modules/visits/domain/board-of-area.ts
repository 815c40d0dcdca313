/** A plan in force today, and the area it is for. */
export interface PlanOfToday {
  readonly id: string;
  readonly areaCode: string;
  readonly publishedAt: Date;
}

/**
 * Whose board somebody means who says no more than «the board»: the plan of their own area, else of the smallest one around it, else
 * the only one inside it, the newest first. Null where there is none, or where several streets have one each.
 */
export function boardOfArea(plans: readonly PlanOfToday[], own: string): string | null {
  const newest = plans.toSorted((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime());
  const around = newest
    .filter(({ areaCode }) => own.startsWith(areaCode))
    .toSorted((a, b) => b.areaCode.length - a.areaCode.length);
  if (around.length > 0) return around[0]!.id;
  const areas = new Set(newest.map(({ areaCode }) => areaCode));
  return areas.size === 1 ? newest[0]!.id : null;
}
