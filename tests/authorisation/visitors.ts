import { actorOf, type Actor } from "~/modules/accounts/domain/actor";
import { ROLES, type Role } from "~/modules/accounts/domain/role";
import { TOWN } from "../modules/catalog/factories/catalog-city";

/** Where somebody's one grant holds, seen from the records that are tried: they lie in a district of the town and in one line. */
const STANDS = {
  own: { area: TOWN.code, line: "" },
  "another district": { area: "990102", line: "" },
  "another line": { area: TOWN.code, line: "health" },
  "another city": { area: "9902", line: "" },
} as const;
export type Stand = keyof typeof STANDS | "everywhere";
export const STAND_NAMES = Object.keys(STANDS) as (keyof typeof STANDS)[];

export interface Visitor {
  readonly name: string;
  readonly personId: string | null;
  /** the column of the page */
  readonly column: string;
  readonly stand: Stand | null;
  readonly role: Role | null;
  readonly area: string;
  readonly line: "" | "health";
}

const idOf = (n: number) => `00000000-0000-7000-8000-0000000a${String(n).padStart(4, "0")}`;
const nobody: Visitor = {
  ...{ name: "visitor", personId: null, column: "visitor", stand: null, role: null, area: "" },
  line: "",
};

const placed = ROLES.flatMap((role, n) =>
  STAND_NAMES.map((stand, at): Visitor => ({
    ...{ name: `${role} of ${stand}`, personId: idOf(10 * n + at), column: role, stand, role },
    ...STANDS[stand],
  })),
);
/** Whoever looks after the whole installation. */
const everywhere = (["planner", "administrator"] as const).map((role, n): Visitor => ({
  ...{ name: `${role} of everything`, personId: idOf(100 + n), column: `${role} of everything`, stand: "everywhere" },
  ...{ role, area: "", line: "" },
}));

export const VISITORS: readonly Visitor[] = [nobody, ...placed, ...everywhere];
export const PEOPLE = VISITORS.filter((one): one is Visitor & { role: Role; personId: string } => one.role !== null);
export const COLUMNS = [...new Set(VISITORS.map(({ column }) => column))];

export const actorFor = ({ personId, name, role, area, line }: (typeof PEOPLE)[number]): Actor =>
  actorOf({ personId, name }, [{ role, line, areaCode: area }])!;
