import type { WhyNot } from "./candidate-columns";

/** Fields of the question's form and address. */
export type QuestionField =
  | "types"
  | "group"
  | "weight"
  | "within"
  | "walker"
  | "minutes"
  | "metres"
  | "date"
  | "method"
  | "aim"
  | "count"
  | "area"
  | "from"
  | "stage"
  | "points"
  | "file"
  | "build"
  | "yearly"
  | "years"
  | "usual-build"
  | "usual-yearly"
  | "least"
  | "most"
  | "capacity"
  | "extend"
  | "extend-build"
  | "extend-yearly"
  | "extend-most"
  | "spacing"
  | "needs"
  | "needs-metres"
  | "upper"
  | "upper-circle"
  | "upper-count"
  | "upper-build"
  | "upper-yearly"
  | "upper-weight"
  | "upper-metres"
  | "must"
  | "never"
  | "off"
  | "seconds";

/** What is said of making places larger, and of an upper level, beside that it is asked for. */
export const EXTEND_TERMS = ["extend-build", "extend-yearly", "extend-most"] as const;
export const UPPER_TERMS = [
  "upper-count",
  "upper-circle",
  "upper-build",
  "upper-yearly",
  "upper-weight",
  "upper-metres",
] as const;

type CostField = `${"usual" | "upper" | "extend"}-${"build" | "yearly"}`;

/** A line as it was given, and with its figures exchanged. */
export interface TurnedLine {
  readonly given: string;
  readonly turned: string;
}

/** What cannot be understood, or cannot be meant. What was typed goes along, so that it can stand beside the words. */
export type QuestionProblem =
  | { readonly kind: "unknown"; readonly field: QuestionField; readonly given: string }
  | { readonly kind: "not-a-number" | "not-money"; readonly field: QuestionField; readonly given: string }
  | {
      readonly kind: "out-of-range";
      readonly field: QuestionField;
      readonly given: string;
      readonly least: number;
      readonly most: number;
    }
  | { readonly kind: "not-a-day"; readonly field: QuestionField; readonly given: string }
  /** a line of places that names none */
  | { readonly kind: "not-a-point"; readonly field: "points"; readonly given: string; readonly line: number }
  /** lines of places whose longitude and latitude are exchanged, the first of them told as it should be */
  | {
      readonly kind: "points-swapped";
      readonly field: "points";
      readonly given: string;
      readonly line: number;
      readonly turned: string;
      readonly turns: readonly TurnedLine[];
    }
  /** a place farther from every community than anybody can be asked to walk */
  | {
      readonly kind: "point-far";
      readonly field: "points";
      readonly given: string;
      readonly line: number;
      readonly kilometres: number;
    }
  | { readonly kind: "not-a-year"; readonly field: "years"; readonly given: string }
  | { readonly kind: "too-many"; readonly field: QuestionField; readonly given: string; readonly most: number }
  /** neither a number of places nor money: everything could be built */
  | { readonly kind: "without-bound"; readonly field: "count"; readonly given: "" }
  | { readonly kind: "more-than-most"; readonly field: "least"; readonly given: string }
  /** money is given, but not what a place costs */
  | { readonly kind: "cost-unknown"; readonly field: CostField; readonly given: "" }
  /** two levels asked for with an aim that knows one, with places that hold only so many, or with one service at both */
  | { readonly kind: "upper-aim" | "upper-room" | "upper-same"; readonly field: "upper"; readonly given: string }
  /** a name and a place twice in one list, with different costs or not */
  | { readonly kind: "point-twice"; readonly field: "points"; readonly given: string }
  /** a place somebody gave that lies in no community of the area */
  | { readonly kind: "point-outside"; readonly field: "points"; readonly given: string }
  /** what must be chosen and cannot: by name, or by id where there is none */
  | { readonly kind: "must-gone" | `must-${WhyNot}`; readonly field: "must"; readonly given: string }
  /** a district with fewer candidates that may be chosen than it must get */
  | {
      readonly kind: "district-few";
      readonly field: "least";
      readonly given: string;
      readonly givenEn: string;
      readonly usable: number;
    }
  /** so many candidates nearer to each other than they may be that nobody could work it out */
  | {
      readonly kind: "too-many-near";
      readonly field: "spacing" | "upper-metres";
      readonly given: string;
      readonly pairs: number;
      readonly most: number;
    }
  /** places hold only so many, and several groups are asked about: whoever is of two would take two places */
  | { readonly kind: "room-of-groups"; readonly field: "capacity"; readonly given: string }
  /** more than is read, in MB */
  | { readonly kind: "too-large"; readonly field: "file" | "points"; readonly given: ""; readonly most: number }
  /** more than is even taken in, in MB: what was typed beside it is gone */
  | { readonly kind: "too-large-lost"; readonly field: "file"; readonly given: ""; readonly taken: number; readonly most: number }
  /** a workbook, a picture, a program, or nothing */
  | { readonly kind: "file-not-text" | "file-empty"; readonly field: "file"; readonly given: "" }
  /** nowhere is left where a new one could stand */
  | { readonly kind: "no-source"; readonly field: "from"; readonly given: "" }
  /** places are to hold more where they hold any number; on an empty map; or where no place's room is known */
  | { readonly kind: "extend-without-room" | "extend-not-kept" | "extend-none"; readonly field: "extend"; readonly given: string }
  /** neither money nor a number keeps every place from being extended */
  | { readonly kind: "extend-without-bound"; readonly field: "extend-most"; readonly given: "" }
  /** what extending costs is said, and not by how many people */
  | { readonly kind: "extend-people"; readonly field: "extend"; readonly given: "" }
  /** how many, how far or how dear an upper level is, and not what it offers */
  | { readonly kind: "upper-type"; readonly field: "upper"; readonly given: "" }
  /** how far what must be near may be is said, and not what it is */
  | { readonly kind: "needs-type"; readonly field: "needs"; readonly given: "" }
  /** a circle in one word that is none */
  | { readonly kind: "not-a-circle"; readonly field: "within" | "upper-circle"; readonly given: string }
  /** points are to be candidates, and there are none */
  | { readonly kind: "no-points"; readonly field: "points"; readonly given: "" };
