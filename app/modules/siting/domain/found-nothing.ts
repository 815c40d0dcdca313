import type { SitingImpossible } from "./solving/siting-answer";

type Relax = readonly Pick<SitingImpossible["relax"][number], "key">[];

/** Answers of before said so under the rules that stand in the way: no choice was found while there was time, none of them is known to. */
export const isNotInTime = (relax: Relax): boolean => relax.length > 0 && relax.every(({ key }) => key === "time");

/** No choice keeps every limit, or none was found; which rule stands in the way nobody had the time to find. */
export const isWithoutReason = (relax: Relax): boolean => relax.length === 0;
