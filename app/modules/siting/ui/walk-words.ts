import type { PrintedFigure } from "~/shared/printed-page";
import type { OnePage } from "../domain/one-page";
import type { PageUnits } from "./page-units";

type Walk = Extract<OnePage["measure"], { kind: "walk" }>;

const groupOf = (page: OnePage, units: PageUnits): string => units.group(page.question.groups[0]?.key ?? "all");

/**
 * What questions of how far people walk came to, never more than was measured: a walk that is as long when rounded is told in metres,
 * and the end of the search is never told as somebody's walk.
 */
export function walkSentence(page: OnePage, measure: Walk, units: PageUnits): string {
  const { t, walk, count } = units;
  const { beyond } = measure;
  const facts = {
    ...{ group: groupOf(page, units), before: walk(measure.before), after: walk(measure.after) },
    ...{ sites: page.sites.length, search: units.search(measure.searched), metres: count(shorter(measure)) },
    ...{ none: count(beyond.before), left: count(beyond.after), people: count(beyond.before - beyond.after) },
  };
  const said = (key: string) => t(`page.sentence.${key}`, facts);
  if (!page.question.isKeeping) return said(`${measure.of}Own`);
  const isFarthest = measure.of === "farthest";
  const of = page.isRoomed && !isFarthest ? "meanRoom" : measure.of;
  if (measure.before === null) return said(`${of}First`);
  if (isFarthest && beyond.before > 0) return said(beyond.after > 0 ? "farthestBeyond" : "farthestReached");
  const isFewer = beyond.after < beyond.before;
  return `${said(isAsLong(measure, units) ? `${measure.of}Same` : isLonger(measure) ? "meanLonger" : of)}${isFewer ? said("reached") : ""}`;
}

/** The same as a figure with what it is measured against. */
export function walkFigure(page: OnePage, measure: Walk, units: PageUnits): PrintedFigure {
  const { t, walk, count } = units;
  const { before, after, beyond, searched } = measure;
  const group = groupOf(page, units);
  const search = units.search(searched);
  const none = { before: count(beyond.before), after: count(beyond.after) };
  const told = t("page.figure.fromTo", { before: walk(before), after: walk(after) });
  if (measure.of === "farthest" && beyond.before > 0)
    return {
      label: t("page.figure.walkNone", { search }),
      value: t("page.figure.fromTo", {
        before: t("page.unit.people", { people: none.before }),
        after: t("page.unit.people", { people: none.after }),
      }),
      note: beyond.after > 0 ? group : t("page.figure.walkThen", { group, after: walk(after) }),
    };
  const isSame = before !== null && isAsLong(measure, units);
  const notes = [
    isSame ? t("page.figure.walkSame", { metres: count(shorter(measure)) }) : "",
    beyond.before + beyond.after > 0 ? t("page.figure.walkBeyond", { group, search, ...none }) : group,
  ];
  return {
    label: t(measure.of === "mean" ? "page.figure.walkMean" : "page.figure.walkFarthest"),
    value: page.question.isKeeping && !isSame ? told : walk(after),
    note: notes.filter(Boolean).join(t("page.and")),
  };
}

/** Nobody sees a difference in the figures told, and nobody walks farther. */
const isAsLong = (measure: Walk, { walk }: PageUnits): boolean =>
  walk(measure.before) === walk(measure.after) && !isLonger(measure);

const isLonger = ({ before, after }: Walk): boolean => before !== null && after !== null && after > before;

const shorter = ({ before, after }: Walk): number => Math.max(0, (before ?? 0) - (after ?? 0));
