/**
 * How far the best found may be from the best there is; null = not known. Kept answers say «unknown» in three ways: nothing (what
 * is endless has no place in JSON), endless, and a gap of nothing although nothing was proved.
 */
export function knownGap({ proved, gap }: { readonly proved: boolean; readonly gap: number | null }): number | null {
  if (proved) return 0;
  return gap !== null && Number.isFinite(gap) && gap > 0 ? gap : null;
}

/** The same where it says anything: where another choice may be more than twice as good, nobody knows how near this one is. */
export function toldGap(proof: Parameters<typeof knownGap>[0]): number | null {
  const gap = knownGap(proof);
  return gap !== null && gap <= 1 ? gap : null;
}
