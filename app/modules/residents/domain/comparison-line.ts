// A line of a list of deaths or of hardship beside the register: what it means for whom, as a proposal. Nothing follows by itself.
import type { Choice } from "~/modules/imports/domain/cell-words";
import type { RowSchema } from "~/modules/imports/domain/row-schema";
import type { CalendarDay } from "~/shared/calendar-day";
import type { IsolationCategory } from "./isolation-category";
import { CATEGORY_CHOICES, residentImportSchema } from "./resident-import-schema";
import type { ResidentState } from "./resident";

const WHAT: readonly Choice[] = [
  { key: "death", zh: "死亡", en: "death", synonyms: ["死亡名单", "殡葬", "火化", "注销", "去世"] },
  { key: "hardship", zh: "困难", en: "hardship", synonyms: ["低保", "特困", "困难名单", "低保边缘", "低收入"] },
];

const OF_PERSON = [
  "name",
  "sex",
  "bornOn",
  "identityNumber",
  "phone",
  "areaCode",
  "district",
  "street",
  "community",
  "cell",
  "address",
];

export const comparisonSchema: RowSchema = {
  fields: [
    {
      ...{ key: "what", kind: "choice", group: "list", zh: "名单类型", en: "kind of list", required: true, choices: WHAT },
      ...{ synonyms: ["类型", "名单"] },
    },
    {
      ...{ key: "on", kind: "date", group: "list", zh: "死亡或认定日期", en: "since" },
      ...{ synonyms: ["死亡日期", "注销日期", "火化日期", "去世日期", "认定日期", "低保起始日期"], example: "2025-06-01" },
    },
    {
      ...{ key: "category", kind: "choice", group: "list", zh: "特殊困难类别", en: "category", choices: CATEGORY_CHOICES },
      synonyms: ["困难类别", "类别"],
    },
    ...residentImportSchema.fields.filter(({ key }) => OF_PERSON.includes(key)),
  ],
};

export const COMPARED = ["exit", "category", "entry", "nothing"] as const;

/** What is proposed: `nothing` says why there is nothing to do. */
export type Proposal =
  | { readonly kind: "exit"; readonly residentId: string; readonly on: CalendarDay }
  | { readonly kind: "category"; readonly residentId: string; readonly category: IsolationCategory; readonly on: CalendarDay }
  | { readonly kind: "entry"; readonly category: IsolationCategory }
  | { readonly kind: "nothing"; readonly why: "left-already" | "held-already" | "not-in-register" | "waits-already" | "several" };

export interface KnownToCompare {
  readonly id: string;
  readonly state: ResidentState;
  readonly held: readonly IsolationCategory[];
}

export interface SaidLine {
  readonly what: "death" | "hardship";
  readonly on: CalendarDay;
  readonly category: IsolationCategory | null;
  /** the area is known and whoever compares may propose somebody there */
  readonly mayEnter: boolean;
}

export function proposalOf(said: SaidLine, known: KnownToCompare | null): Proposal {
  if (!known) {
    if (said.what === "hardship" && said.category !== null && said.mayEnter) return { kind: "entry", category: said.category };
    return { kind: "nothing", why: "not-in-register" };
  }
  if (known.state === "proposed") return { kind: "nothing", why: "waits-already" };
  if (known.state !== "registered") return { kind: "nothing", why: "left-already" };
  if (said.what === "death") return { kind: "exit", residentId: known.id, on: said.on };
  if (said.category === null || known.held.includes(said.category)) return { kind: "nothing", why: "held-already" };
  return { kind: "category", residentId: known.id, category: said.category, on: said.on };
}

/** A line beside the register. */
export interface ComparedLine {
  readonly name: string;
  readonly what: "death" | "hardship";
  /** by number, by name and birthday, or nobody */
  readonly match: "sure" | "maybe" | "none";
  readonly proposal: Proposal;
  readonly registerName: string | null;
  readonly areaCode: string | null;
  /** files a line without a number may mean, likely ones first: two or more are for a person to tell apart, and nothing is proposed */
  readonly alike?: readonly {
    readonly id: string;
    readonly name: string;
    readonly bornOn: string | null;
    readonly areaCode: string;
  }[];
}

/** The same as its page shows it: numbers, phones and addresses of the list stay where they are. */
export interface ShownLine extends ComparedLine {
  readonly rowNumber: number;
  readonly isWaiting: boolean;
  readonly isAnswered: boolean;
}
