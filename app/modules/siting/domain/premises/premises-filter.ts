// The list's question as an address says it, and back: `?area=410105&stage=negotiation&lift=yes&least=200&q=文化路&sort=rent&order=down&page=2`.
import { FIRES, LIFTS, type Fire, type Lift } from "./premises";
import { STAGES, type Stage } from "./premises-stage";

export const PREMISES_SORTS = ["name", "area", "size", "stage", "rent", "build", "changed"] as const;
export type PremisesSort = (typeof PREMISES_SORTS)[number];

export interface PremisesFilter {
  readonly search: string;
  /** a district's, street's or community's code */
  readonly area: string | null;
  /** `dropped`: those given up; null: all that are not */
  readonly stage: Stage | "dropped" | null;
  readonly lift: Lift | null;
  readonly fire: Fire | null;
  /** square metres */
  readonly least: number | null;
  readonly most: number | null;
}

export interface PremisesQuery {
  readonly filter: PremisesFilter;
  readonly sort: PremisesSort;
  readonly isDescending: boolean;
  /** counted from 1 */
  readonly page: number;
}

const LONGEST_SEARCH = 100;
const MOST_PAGES = 100_000;

const among = <T extends string>(all: readonly T[], word: string | null): T | null => all.find((one) => one === word) ?? null;

function squareMetres(text: string | null): number | null {
  const value = Number((text ?? "").trim() || Number.NaN);
  return Number.isFinite(value) && value > 0 && value <= 1_000_000 ? value : null;
}

export function premisesQuery(address: URLSearchParams): PremisesQuery {
  const area = address.get("area") ?? "";
  const page = Number(address.get("page") ?? 1);
  return {
    filter: {
      search: (address.get("q") ?? "").trim().slice(0, LONGEST_SEARCH),
      area: /^\d{4,12}$/.test(area) ? area : null,
      stage: among([...STAGES, "dropped"] as const, address.get("stage")),
      lift: among(LIFTS, address.get("lift")),
      fire: among(FIRES, address.get("fire")),
      least: squareMetres(address.get("least")),
      most: squareMetres(address.get("most")),
    },
    sort: among(PREMISES_SORTS, address.get("sort")) ?? "area",
    isDescending: address.get("order") === "down",
    page: Number.isInteger(page) && page >= 1 && page <= MOST_PAGES ? page : 1,
  };
}

/** The same as an address; page 1 and the usual order are left out. */
export function addressOfPremises({ filter, sort, isDescending, page }: PremisesQuery): URLSearchParams {
  const { search, least, most, ...rest } = filter;
  const said = {
    q: search || null,
    ...rest,
    least,
    most,
    sort: sort === "area" ? null : sort,
    order: isDescending ? "down" : null,
  };
  const address = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...said, page: page > 1 ? page : null }))
    if (value !== null) address.set(name, String(value));
  return address;
}

export const isPremisesFiltered = ({ search, ...rest }: PremisesFilter): boolean =>
  search !== "" || Object.values(rest).some((value) => value !== null);
