import type { SitingImpossible } from "./solving/siting-answer";

/** No rule is known to stand in the way: no choice was found while there was time, which is not the same as there being none. */
export const isWithoutReason = ({
  relax,
}: {
  readonly relax: readonly Pick<SitingImpossible["relax"][number], "key">[];
}): boolean => relax.every(({ key }) => key === "time");
