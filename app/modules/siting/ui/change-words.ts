import { toldRise } from "../domain/told-rise";
import type { PageUnits } from "./page-units";

/** Of so many people, how many before and how many after. */
interface Change {
  readonly people: number;
  readonly before: number;
  readonly after: number;
}

/** How a share changes, in a sentence: one that stays as it is told is never said to rise. What is strong stands between **. */
export function changeWords({ people, before, after }: Change, says: "change" | "changeNote", { t }: PageUnits): string {
  if (people === 0) return t(`page.sentence.${says}.unknown`);
  const { way, ...told } = toldRise(before / people, after / people);
  return t(`page.sentence.${says}.${way}`, told);
}

/** The same as a figure: «42.5% → 43.1%». */
export function changeFigure({ people, before, after }: Change, { t }: PageUnits): string {
  const { way, ...told } = toldRise(before / people, after / people);
  return way === "same" ? t("page.figure.same", { share: told.after }) : t("page.figure.fromTo", told);
}
