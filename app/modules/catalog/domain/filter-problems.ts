// Names what an address asks of the list that is not there: an unknown value is said and left out, and never counted as none.
import { OPERATOR_KINDS, POSITION_QUALITIES } from "./facility";
import { DOCUMENT_FILTERS, FACILITY_SORTS } from "./facility-filter";
import { FACILITY_STATES } from "./life-cycle";
import { LINES } from "~/shared/line";
import { SECTORS } from "./service-type";

export interface FilterProblem {
  readonly field: string;
  readonly given: string;
}

export interface KnownInCity {
  readonly types: readonly { readonly key: string }[];
  readonly kinds: readonly { readonly key: string }[];
  /** whether the gazetteer knows the area the address names */
  readonly areaIsKnown: boolean;
}

/** Each value of the address that is not known, under the name of its field. */
export function filterProblems(address: URLSearchParams, { types, kinds, areaIsKnown }: KnownInCity): FilterProblem[] {
  const keys = (all: KnownInCity["types"]) => all.map(({ key }) => key);
  const known: Readonly<Record<string, readonly string[]>> = {
    ...{ type: keys(types), kind: keys(kinds), sector: SECTORS, line: LINES, state: FACILITY_STATES },
    ...{ operator: OPERATOR_KINDS, position: POSITION_QUALITIES, documents: DOCUMENT_FILTERS },
    ...{ inclusive: ["yes"], sort: FACILITY_SORTS, order: ["down", "up"], page: ["first", "last"] },
  };
  const found = Object.entries(known).flatMap(([field, values]) => {
    const given = address.get(field)?.trim() ?? "";
    return given === "" || values.includes(given) ? [] : [{ field, given: given.slice(0, 40) }];
  });
  const area = address.get("area")?.trim() ?? "";
  return area === "" || areaIsKnown ? found : [...found, { field: "area", given: area.slice(0, 40) }];
}

/** The address without what is not known. */
export function withoutProblems(address: URLSearchParams, problems: readonly FilterProblem[]): URLSearchParams {
  const good = new URLSearchParams(address);
  for (const { field } of problems) good.delete(field);
  return good;
}
