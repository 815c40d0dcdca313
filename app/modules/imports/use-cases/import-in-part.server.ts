// Who works on which import. Areas, people, walks and barriers hold for a whole city and are brought in by planners of the
// city; facilities come in by district and street too, row by row within what the importer was granted.
import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn, maySomewhereIn } from "~/modules/accounts/domain/may";
import { allows } from "~/modules/accounts/domain/permission";
import type { ImportBatch, SubjectKey } from "../domain/import-batch";

type Placed = Pick<ImportBatch, "cityCode" | "subject" | "createdBy" | "counts">;

const isInParts = (subject: SubjectKey): boolean => subject === "facilities";

/** Whether a file of this kind is theirs to bring in; which of its rows are is told row by row. */
export const mayImport = (actor: Actor, subject: SubjectKey, cityCode: string): boolean =>
  mayIn(actor, "write:imports", cityCode) || (isInParts(subject) && maySomewhereIn(actor, "write:imports", cityCode));

/** Whether every line of the whole city is theirs: no row of a file can lie beyond. */
export const reachesWholeCity = (actor: Actor, cityCode: string): boolean => mayIn(actor, "write:imports", cityCode, "");

/** A part of the city reads what it brought in itself, and what was written within it. */
export const mayReadImport = (actor: Actor, batch: Placed): boolean =>
  mayIn(actor, "read:imports", batch.cityCode) ||
  (maySomewhereIn(actor, "read:imports", batch.cityCode) && isOwnOrWithin(actor, "read:imports", batch));

/** The same for going on with it: its columns, its rows, writing it and taking it back. */
export const mayWorkOnImport = (actor: Actor, batch: Placed): boolean =>
  mayIn(actor, "write:imports", batch.cityCode) ||
  (mayImport(actor, batch.subject, batch.cityCode) && isOwnOrWithin(actor, "write:imports", batch));

const isOwnOrWithin = (actor: Actor, permission: "read:imports" | "write:imports", { createdBy, counts }: Placed): boolean =>
  createdBy === actor.personId || (counts.area !== undefined && mayIn(actor, permission, counts.area));

/**
 * Who may have the numbers in the rows still kept: whoever opens those of every line of the city, for a row does not say whose
 * it is before it is understood; and whoever brought the file, who has them already.
 */
export const mayOpenRows = (actor: Actor, { cityCode, createdBy }: Placed): boolean =>
  mayIn(actor, "open:sensitive", cityCode, "") ||
  (createdBy === actor.personId && maySomewhereIn(actor, "open:sensitive", cityCode));

/** What of a city's imports somebody lists: everything, or their own and those written within these areas. */
export function listedFor(actor: Actor, cityCode: string): "all" | { readonly by: string; readonly areas: readonly string[] } {
  if (mayIn(actor, "read:imports", cityCode)) return "all";
  const grants = actor.grants.filter(({ role, areaCode }) => allows(role, "read:imports") && areaCode.startsWith(cityCode));
  return { by: actor.personId, areas: [...new Set(grants.map(({ areaCode }) => areaCode))] };
}
