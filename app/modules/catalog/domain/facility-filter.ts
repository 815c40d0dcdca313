// What a list of facilities may be asked for, and its one form as an address: a filter is a link one can keep and send.
import { isCalendarDay, type CalendarDay } from "~/shared/calendar-day";
import { OPERATOR_KINDS, POSITION_QUALITIES } from "./facility";
import { FACILITY_STATES } from "./life-cycle";

export const FACILITY_SORTS = ["name", "area", "kind", "changed"] as const;
export type FacilitySort = (typeof FACILITY_SORTS)[number];

export const DOCUMENT_FILTERS = ["expiring", "expired"] as const;

export interface FacilityFilter {
  readonly search: string;
  readonly type: string | null;
  readonly kind: string | null;
  readonly sector: string | null;
  /** one state, or null for every state but closed */
  readonly state: string | null;
  /** a code: the whole subtree below it */
  readonly area: string | null;
  readonly operator: string | null;
  readonly line: string | null;
  readonly isInclusive: boolean;
  readonly position: string | null;
  readonly documents: string | null;
}

export interface FacilityQuery {
  readonly filter: FacilityFilter;
  readonly day: CalendarDay;
  readonly sort: FacilitySort;
  readonly isDescending: boolean;
  readonly page: PageTurn;
}

/** Where to read: from the start, past a row, before a row, or back from the end. */
export type PageTurn =
  | { readonly turn: "first" }
  | { readonly turn: "last" }
  | { readonly turn: "after" | "before"; readonly key: string; readonly id: string };

export const NO_FILTER: FacilityFilter = {
  search: "",
  type: null,
  kind: null,
  sector: null,
  state: null,
  area: null,
  operator: null,
  line: null,
  isInclusive: false,
  position: null,
  documents: null,
};

/** Reads an address. What cannot be understood is left out, never an error: an old link still opens. */
export function queryFromAddress(address: URLSearchParams, today: CalendarDay): FacilityQuery {
  const word = (name: string): string | null => address.get(name)?.trim().slice(0, 80) || null;
  const oneOf = (name: string, known: readonly string[]): string | null => {
    const given = word(name);
    return given !== null && known.includes(given) ? given : null;
  };
  const area = word("area");
  const date = word("date");
  const sort = oneOf("sort", FACILITY_SORTS) as FacilitySort | null;
  return {
    filter: {
      search: word("q") ?? "",
      type: word("type"),
      kind: word("kind"),
      sector: word("sector"),
      state: oneOf("state", FACILITY_STATES),
      area: area !== null && /^\d{2,12}$/.test(area) ? area : null,
      operator: oneOf("operator", OPERATOR_KINDS),
      line: word("line"),
      isInclusive: address.get("inclusive") === "yes",
      position: oneOf("position", POSITION_QUALITIES),
      documents: oneOf("documents", DOCUMENT_FILTERS),
    },
    day: date !== null && isCalendarDay(date) ? date : today,
    sort: sort ?? "name",
    isDescending: address.get("order") === "down",
    page: pageFrom(address),
  };
}

function pageFrom(address: URLSearchParams): PageTurn {
  if (address.get("page") === "last") return { turn: "last" };
  for (const turn of ["after", "before"] as const) {
    const [id, ...key] = address.get(turn)?.split("~") ?? [];
    if (id !== undefined && /^[0-9a-f-]{36}$/.test(id)) return { turn, id, key: key.join("~") };
  }
  return { turn: "first" };
}

/** The address of a filter, without the page: what a saved view keeps. Empty fields leave no trace. */
export function addressOf(
  { filter, sort, isDescending }: Pick<FacilityQuery, "filter" | "sort" | "isDescending">,
  day: CalendarDay | null,
): URLSearchParams {
  const address = new URLSearchParams();
  const put = (name: string, value: string | null) => value && address.set(name, value);
  put("q", filter.search);
  put("type", filter.type);
  put("kind", filter.kind);
  put("sector", filter.sector);
  put("state", filter.state);
  put("area", filter.area);
  put("operator", filter.operator);
  put("line", filter.line);
  put("inclusive", filter.isInclusive ? "yes" : null);
  put("position", filter.position);
  put("documents", filter.documents);
  put("date", day);
  put("sort", sort === "name" ? null : sort);
  put("order", isDescending ? "down" : null);
  return address;
}

export const isFiltered = (filter: FacilityFilter): boolean =>
  (Object.keys(NO_FILTER) as (keyof FacilityFilter)[]).some((field) => filter[field] !== NO_FILTER[field]);

/** All codes of a subtree lie in `[lo, hi)`, compared byte by byte; `:` is the character after `9`. */
export const codeRange = (code: string): { readonly lo: string; readonly hi: string } => ({ lo: code, hi: `${code}:` });

/** The date an address gives that is no day of the calendar; null where it gives none or a day. */
export function unreadableDay(address: URLSearchParams): string | null {
  const given = address.get("date")?.trim() ?? "";
  return given === "" || isCalendarDay(given) ? null : given.slice(0, 40);
}
