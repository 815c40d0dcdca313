// Who works on which import. Areas, people, walks and barriers hold for a whole city and are brought in by planners of the
// city; facilities, what is published of them and idle premises come in by district and street too, row by row within what the importer was granted. Residents come in by
// whoever keeps the register where they live, and nobody else learns of such a file.
import type { Actor } from "~/modules/accounts/domain/actor";
import { may, mayIn, maySomewhereIn } from "~/modules/accounts/domain/may";
import type { LineOrAll } from "~/modules/accounts/domain/line";
import { allows, type Permission } from "~/modules/accounts/domain/permission";
import { type ImportBatch, isOfResidents, type SubjectKey, SUBJECTS } from "../domain/import-batch";

type Placed = Pick<ImportBatch, "cityCode" | "subject" | "createdBy" | "counts">;
type Deed = "read" | "write";

/** What is written facility by facility, so that a part of the city may bring in its own. */
const IN_PARTS: readonly SubjectKey[] = ["facilities", "grades", "inspections", "premises"];
const isInParts = (subject: SubjectKey): boolean => IN_PARTS.includes(subject) || isOfResidents(subject);

const asks = (subject: SubjectKey, deed: Deed): Permission =>
  isOfResidents(subject) ? "write:residents" : deed === "read" ? "read:imports" : "write:imports";

/** Elders on the register belong to civil affairs: another line's staff learn nothing of their lists. */
const lineOf = (subject: SubjectKey): LineOrAll | undefined => (isOfResidents(subject) ? "civil-affairs" : undefined);

/** What opens the doors of importing at all: one of them will do. */
export const IMPORTERS = { read: ["read:imports", "write:residents"], write: ["write:imports", "write:residents"] } as const;

/** Whether a file of this kind is theirs to bring in; which of its rows are is told row by row. */
export const mayImport = (actor: Actor, subject: SubjectKey, cityCode: string): boolean => {
  const permission = asks(subject, "write");
  return (
    mayIn(actor, permission, cityCode, lineOf(subject)) || (isInParts(subject) && maySomewhereIn(actor, permission, cityCode))
  );
};

/** Whether every line of the whole city is theirs, in all they may bring in: no row of a file can lie beyond. */
export const reachesWholeCity = (actor: Actor, cityCode: string): boolean =>
  IMPORTERS.write.every((permission) => !may(actor, permission) || mayIn(actor, permission, cityCode, ""));

/** A part of the city reads what it brought in itself, and what was written within it. */
export const mayReadImport = (actor: Actor, batch: Placed): boolean =>
  mayIn(actor, asks(batch.subject, "read"), batch.cityCode, lineOf(batch.subject)) ||
  (maySomewhereIn(actor, asks(batch.subject, "read"), batch.cityCode) && isOwnOrWithin(actor, "read", batch));

/** The same for going on with it: its columns, its rows, writing it and taking it back. */
export const mayWorkOnImport = (actor: Actor, batch: Placed): boolean =>
  mayIn(actor, asks(batch.subject, "write"), batch.cityCode, lineOf(batch.subject)) ||
  (mayImport(actor, batch.subject, batch.cityCode) && isOwnOrWithin(actor, "write", batch));

const isOwnOrWithin = (actor: Actor, deed: Deed, { createdBy, counts, subject }: Placed): boolean =>
  createdBy === actor.personId || (counts.area !== undefined && mayIn(actor, asks(subject, deed), counts.area, lineOf(subject)));

/**
 * Who may have the numbers in the rows still kept: whoever opens those of every line of the city, for a row does not say whose
 * it is before it is understood; and whoever brought the file, who has them already.
 */
export const mayOpenRows = (actor: Actor, batch: Placed): boolean =>
  mayReadImport(actor, batch) &&
  (mayIn(actor, "open:sensitive", batch.cityCode, "") ||
    (batch.createdBy === actor.personId && maySomewhereIn(actor, "open:sensitive", batch.cityCode)));

/** What of a city's imports of some kinds somebody lists: everything, or their own and those written within these areas. */
export interface Listed {
  readonly subjects: readonly SubjectKey[];
  readonly of: "all" | { readonly by: string; readonly areas: readonly string[] };
}

export function listedFor(actor: Actor, cityCode: string): readonly Listed[] {
  const permissions = [...new Set(SUBJECTS.map((subject) => asks(subject, "read")))];
  return permissions.flatMap((permission): Listed[] => {
    const subjects = SUBJECTS.filter((subject) => asks(subject, "read") === permission);
    const line = lineOf(subjects[0]!);
    if (mayIn(actor, permission, cityCode, line)) return [{ subjects, of: "all" }];
    if (!maySomewhereIn(actor, permission, cityCode)) return [];
    const grants = actor.grants.filter(
      (grant) =>
        allows(grant.role, permission) &&
        grant.areaCode.startsWith(cityCode) &&
        mayIn({ grants: [grant] }, permission, grant.areaCode, line),
    );
    return [{ subjects, of: { by: actor.personId, areas: [...new Set(grants.map(({ areaCode }) => areaCode))] } }];
  });
}
