import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/permission";

/** Everyone who is signed in reads the catalog of their own city; one without a city reads every city's. */
export const mayReadCatalog = (actor: Actor, cityCode: string): boolean => mayIn(actor, "read:catalog", cityCode);
