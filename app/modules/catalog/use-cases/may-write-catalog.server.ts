import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";

/** Planners write the catalog of their own city; one without a city writes every city's. */
export const mayWriteCatalog = (actor: Actor, cityCode: string): boolean => mayIn(actor, "write:catalog", cityCode);
