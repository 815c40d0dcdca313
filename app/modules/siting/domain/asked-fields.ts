import type { QuestionField, QuestionProblem } from "./question-problem";
import { yuanTyped } from "./yuan-typed";

/** A form or an address. */
export interface Asked {
  get(name: string): string | null;
  getAll(name: string): readonly string[];
}

export const MOST_YUAN = 1e11;
const MOST_IDS = 500;
/** Bad ones of a list that are told one by one. */
const TOLD = 5;

/** A form or an address, read field by field; what cannot be understood is noted and read as if nobody had said it. */
export class AskedFields {
  constructor(
    readonly asked: Asked,
    readonly problems: QuestionProblem[],
  ) {}

  text(name: string): string {
    return this.asked.get(name)?.trim() ?? "";
  }

  all(name: string): string[] {
    return this.asked.getAll(name).flatMap((each) => (each.trim() === "" ? [] : [each.trim()]));
  }

  unknown(field: QuestionField, given: string): void {
    this.problems.push({ kind: "unknown", field, given });
  }

  number(
    field: QuestionField,
    { least, most }: { readonly least: number; readonly most: number },
    isWhole = true,
  ): number | null {
    const given = this.text(field);
    const figures = given.normalize("NFKC").replaceAll(/[,\s]/g, "");
    if (figures === "") return null;
    const value = Number(figures);
    if (!Number.isFinite(value) || (isWhole && !Number.isInteger(value))) {
      this.problems.push({ kind: "not-a-number", field, given });
      return null;
    }
    if (value >= least && value <= most) return value;
    this.problems.push({ kind: "out-of-range", field, given, least, most });
    return null;
  }

  fen(field: QuestionField): number | null {
    const given = this.text(field);
    if (given === "") return null;
    const yuan = yuanTyped(given);
    if (yuan <= MOST_YUAN) return Math.round(yuan * 100);
    if (Number.isNaN(yuan)) this.problems.push({ kind: "not-money", field, given });
    else this.problems.push({ kind: "out-of-range", field, given, least: 0, most: MOST_YUAN });
    return null;
  }

  choice<T extends string>(field: QuestionField, known: readonly T[], usual: T): T {
    const given = this.text(field);
    const found = known.find((key) => key === given);
    if (given !== "" && !found) this.unknown(field, given);
    return found ?? usual;
  }

  /** Ids with anything between them that is no part of one. */
  ids(field: "must" | "never" | "off"): string[] {
    const given = [...new Set(this.asked.getAll(field).flatMap((each) => each.split(/[\s,，;；]+/)))].filter((id) => id !== "");
    for (const id of given.filter((each) => !isId(each)).slice(0, TOLD)) this.unknown(field, id);
    if (given.length > MOST_IDS) this.problems.push({ kind: "too-many", field, given: String(given.length), most: MOST_IDS });
    return given.filter(isId).slice(0, MOST_IDS);
  }
}

const isId = (id: string): boolean => /^[a-z0-9:-]{1,60}$/i.test(id) || /^point:-?[\d.]+\/-?[\d.]+\/.{0,80}$/.test(id);
