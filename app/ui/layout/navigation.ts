import type { Role } from "~/modules/accounts/domain/role";

export interface Destination {
  /** key of the words in `layout:nav` */
  readonly key: string;
  readonly to: string;
}

const FIND: Destination = { key: "find", to: "/find" };
const CIRCLES: Destination = { key: "circles", to: "/plan" };
const SITING: Destination = { key: "siting", to: "/plan/siting" };
const FACILITIES: Destination = { key: "facilities", to: "/plan/facilities" };
const TYPES: Destination = { key: "types", to: "/plan/types" };
const IMPORTS: Destination = { key: "imports", to: "/plan/import" };
const GOVERN: Destination = { key: "govern", to: "/govern" };
const VISITS: Destination = { key: "visits", to: "/visits" };
const VACANCIES: Destination = { key: "vacancies", to: "/plan/vacancies" };
const OPERATE: Destination = { key: "operate", to: "/operate" };
const CALLS: Destination = { key: "calls", to: "/plan/calls" };
const CITY: Destination = { key: "city", to: "/plan/city" };

/** What each role finds in the header: its own work first, and nothing it may not open. */
const BY_ROLE: Record<Role, readonly Destination[]> = {
  planner: [CIRCLES, SITING, FACILITIES, VACANCIES, TYPES, IMPORTS, CITY],
  overseer: [CIRCLES, FACILITIES, VISITS, IMPORTS, GOVERN],
  supervisor: [VISITS, CALLS, CIRCLES, FACILITIES, VACANCIES, GOVERN],
  operator: [OPERATE, FACILITIES, CIRCLES],
  caregiver: [VISITS, FACILITIES, CIRCLES],
  family: [FIND, CIRCLES],
  administrator: [GOVERN, FACILITIES, CIRCLES],
};

export const destinationsOf = (role: Role | null): readonly Destination[] => (role ? BY_ROLE[role] : []);

/** The destination a page belongs to: the one whose address its own goes on from. */
export const destinationOf = (pathname: string): Destination | undefined =>
  [FIND, OPERATE, IMPORTS, SITING, FACILITIES, VACANCIES, TYPES, CITY, GOVERN, VISITS, CALLS, CIRCLES].find(
    ({ to }) => pathname === to || pathname.startsWith(`${to}/`),
  );
