import { mayIn, maySomewhereIn, type Granted } from "~/modules/accounts/domain/may";

/** A scenario belongs to an area and to no line. Whoever holds a part of the city asks about that part. */
export const mayPlanSites = (actor: Granted, areaCode: string): boolean => mayIn(actor, "plan:sites", areaCode);
export const mayPlanSomeSites = (actor: Granted, cityCode: string): boolean => maySomewhereIn(actor, "plan:sites", cityCode);
export const mayReadScenarios = (actor: Granted, cityCode: string): boolean => maySomewhereIn(actor, "read:scenarios", cityCode);
