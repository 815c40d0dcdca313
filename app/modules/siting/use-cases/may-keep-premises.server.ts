import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn, maySomewhereIn, type Granted } from "~/modules/accounts/domain/may";

/** The list belongs to areas and to no line. Whoever holds a part of the city sees that part. */
export const mayReadPremises = (actor: Actor, cityCode: string): boolean => maySomewhereIn(actor, "read:premises", cityCode);
export const mayKeepSomePremises = (actor: Actor, cityCode: string): boolean => maySomewhereIn(actor, "write:premises", cityCode);
export const mayKeepPremises = (actor: Granted, areaCode: string): boolean => mayIn(actor, "write:premises", areaCode);

/** Names and phones of whom to ask there. */
export const mayOpenPremisesContact = (actor: Granted, areaCode: string): boolean =>
  mayIn(actor, "read:private-contacts", areaCode) && mayIn(actor, "open:sensitive", areaCode);
