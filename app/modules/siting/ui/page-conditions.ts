import type { OnePage } from "../domain/one-page";
import { upperCondition } from "./level-words";
import { extendCondition } from "./extend-words";
import { circleWords, type PageUnits } from "./page-units";

/** Every condition the question had, in words: what a choice is best under is part of what it says. */
export function conditionsWords(page: OnePage, units: PageUnits): string {
  const { t, count } = units;
  const { question } = page;
  const { least, most } = question.perDistrict;
  const said = (key: string, of: number | null) => (of === null ? "" : t(`page.conditions.${key}`, { value: count(of) }));
  const many = (key: string, of: readonly unknown[]) => (of.length === 0 ? "" : said(key, of.length));
  const all = [
    said("count", question.count),
    ...moneyConditions(page, units),
    said("least", least),
    said("most", most),
    said("spacing", question.spacing),
    roomCondition(page, units),
    extendCondition(page, units),
    groupsCondition(page, units),
    question.needs && page.parts.needs
      ? t("page.conditions.needs", { name: units.named(page.parts.needs), value: count(question.needs.metres) })
      : "",
    upperCondition(page, units),
    t("page.conditions.from", { names: question.from.map((from) => t(`page.conditions.source.${from}`)).join(t("page.and")) }),
    question.stages.length > 0
      ? t("page.conditions.stages", {
          names: question.stages.map((stage) => t(`page.stage.${stage}`, { defaultValue: stage })).join(t("page.and")),
        })
      : "",
    question.isKeeping && question.isCountingPlanned ? t("page.conditions.planned") : "",
    many("off", question.off),
    many("must", question.must),
    many("never", question.never),
    page.leftOut > 0 ? said("leftOut", page.leftOut) : "",
  ].filter(Boolean);
  return t("page.conditions.all", { conditions: all.join(t("page.conditions.next")) });
}

function moneyConditions({ question: { budget, usualCost } }: OnePage, { t, money }: PageUnits): string[] {
  const said = (key: string, of: number | null) => (of === null ? "" : t(`page.conditions.${key}`, { value: money(of) }));
  const years = budget.years.map(({ year, build }) => t("page.conditions.year", { year, value: money(build) }));
  return [
    years.length > 0 ? t("page.conditions.years", { years: years.join(t("page.and")) }) : said("build", budget.build),
    said("yearly", budget.yearly),
    said("usualBuild", usualCost.build),
    said("usualYearly", usualCost.yearly),
  ];
}

function roomCondition({ question: { capacity }, isRoomed }: OnePage, { t, count }: PageUnits): string {
  if (capacity !== null) return t("page.conditions.room", { value: count(capacity) });
  return isRoomed ? t("page.conditions.roomOwn") : "";
}

/** Who counts how much, where anybody counts otherwise than one for one of one group. */
function groupsCondition({ question: { groups } }: OnePage, units: PageUnits): string {
  const { t } = units;
  if (groups.length === 1 && groups[0]!.weight === 1 && groups[0]!.limit === null) return "";
  const names = groups.map(({ key, weight, limit }) => {
    const circle = limit === null ? "" : t("page.conditions.groupCircle", { circle: circleWords(limit, t) });
    return t("page.conditions.group", { name: units.group(key), weight, circle });
  });
  return t("page.conditions.groups", { names: names.join(t("page.and")) });
}
