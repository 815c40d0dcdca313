import { coversArea, touchesArea, type Grant } from "./grant";
import type { LineOrAll } from "./line";
import { allows, type Permission } from "./permission";

/** Whoever holds grants. */
export interface Granted {
  readonly grants: readonly Grant[];
}

/** Whether someone may do this anywhere at all: enough to show a door, never enough to go through it. */
export const may = ({ grants }: Granted, permission: Permission): boolean => grants.some(({ role }) => allows(role, permission));

/** Whether someone may do this in the whole of an area (a city is one), in this line; no line asked = any will do. */
export const mayIn = ({ grants }: Granted, permission: Permission, areaCode: string, line?: LineOrAll): boolean =>
  grants.some((grant) => allows(grant.role, permission) && coversArea(grant, areaCode, line));

/** Whether someone may do this in some part of an area: a street's staff read their city's catalog. */
export const maySomewhereIn = ({ grants }: Granted, permission: Permission, areaCode: string): boolean =>
  grants.some((grant) => allows(grant.role, permission) && touchesArea(grant, areaCode));
