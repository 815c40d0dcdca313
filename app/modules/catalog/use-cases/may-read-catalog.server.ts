import type { Actor } from "~/modules/accounts/domain/actor";
import { maySomewhereIn } from "~/modules/accounts/domain/may";

/** Everyone who is signed in reads the catalog of their own city; one without a city reads every city's. */
export const mayReadCatalog = (actor: Actor, cityCode: string): boolean => maySomewhereIn(actor, "read:catalog", cityCode);
