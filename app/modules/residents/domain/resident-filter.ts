import { ISOLATION_CATEGORIES } from "./isolation-category";
import { RESIDENT_STATES } from "./resident";
import { RISK_LEVELS } from "./risk-level";

/** What a list of residents is asked. Empty = any; the state is «registered» unless something else is asked. */
export interface ResidentFilter {
  /** of a name or a register number: posted, never in an address */
  readonly words: string;
  /** as typed; its code is found by whoever knows the areas */
  readonly area: string;
  readonly areaCode: string;
  readonly category: string;
  readonly risk: string;
  readonly state: string;
  readonly cell: string;
  /** a person's id, or "none" */
  readonly responsible: string;
  readonly keyCare: boolean;
  /** a contact's link was ended because the consent named nobody, and none was made since */
  readonly linkEnded: boolean;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const among = (known: readonly string[], text: string, otherwise = ""): string => (known.includes(text) ? text : otherwise);

/** Anything that is no answer to a question is taken as not said. */
export function residentFilter(asked: Pick<URLSearchParams | FormData, "get">): ResidentFilter {
  const said = (name: string) =>
    String(asked.get(name) ?? "")
      .trim()
      .slice(0, 60);
  const responsible = said("responsible");
  return {
    ...{ words: said("words"), area: said("area"), areaCode: "" },
    category: among(ISOLATION_CATEGORIES, said("category")),
    risk: among(RISK_LEVELS, said("risk")),
    state: among([...RESIDENT_STATES, "any"], said("state"), "registered"),
    cell: /^[A-Za-z0-9-]{0,32}$/.test(said("cell")) ? said("cell") : "",
    responsible: responsible === "none" || UUID.test(responsible) ? responsible : "",
    keyCare: said("keyCare") === "yes",
    linkEnded: said("linkEnded") === "yes",
  };
}

export const isResidentFiltered = ({ state, areaCode: _, ...rest }: ResidentFilter): boolean =>
  state !== "registered" || Object.values(rest).some((value) => value !== "" && value !== false);

/** The same question as a form carries it: its words too. */
export function wholeQuestion({ areaCode: _, keyCare, linkEnded, ...texts }: ResidentFilter): URLSearchParams {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(texts))
    if (value !== "" && !(name === "state" && value === "registered")) asked.set(name, value);
  if (keyCare) asked.set("keyCare", "yes");
  if (linkEnded) asked.set("linkEnded", "yes");
  return asked;
}

/** The same question as an address: a name in one stays in histories and in the logs of every machine on the way. */
export const filterAddress = (filter: ResidentFilter): URLSearchParams => wholeQuestion({ ...filter, words: "" });
