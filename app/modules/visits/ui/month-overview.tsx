import { useTranslation } from "react-i18next";
import { ISOLATION_CATEGORIES, type IsolationCategory } from "~/modules/residents/domain/isolation-category";
import { monthQuery } from "../domain/month-address";
import type { LightLimits } from "../domain/month-figures";
import { figuresOf, type FrozenFigures, type ReportState } from "../domain/month-report";
import { MonthTable } from "./month-table";

interface MonthOverviewProps {
  readonly city: string;
  readonly place: { readonly areaCode: string; readonly month: string };
  readonly category: IsolationCategory | null;
  readonly figures: FrozenFigures;
  readonly state: ReportState;
  readonly below: Readonly<Record<string, ReportState>>;
  readonly correctionsBelow: Readonly<Record<string, number>>;
  readonly limits: LightLimits;
  readonly nameOf: (areaCode: string) => string;
}

/** The month by unit and by category. A tap on a unit goes down; a tap on a category shows the units, and the lists, of it alone. */
export function MonthOverview({ city, place, category, figures, state, limits, nameOf, ...said }: MonthOverviewProps) {
  const { t } = useTranslation("visits");
  const { below, correctionsBelow } = said;
  const address = (areaCode: string, of: IsolationCategory | null) =>
    `?${monthQuery(city, { areaCode, month: place.month }, of)}`;
  const units = figures.areas.filter(({ areaCode }) => areaCode !== place.areaCode);
  const isOut = state === "draft" || state === "returned";
  const ofWhole = units.every(({ source }) => source === "live") ? "live" : "sum";
  const above = nameOf(place.areaCode);
  const whole = { key: "total", label: t("month.total"), to: category && address(place.areaCode, null) };
  return (
    <>
      <MonthTable
        of="unit"
        limits={limits}
        caption={category ? t("month.unitsOf", { category: t(`category.${category}`) }) : t("month.units")}
        lines={[
          {
            ...{ ...whole, to: null, figures: figuresOf(figures, category) },
            standing: [t(`reportState.${state}`), isOut && t(`month.source.${ofWhole}`)].filter(Boolean).join(t("month.and")),
          },
          ...units.map((unit) => ({
            ...{ key: unit.areaCode, label: namedWithin(nameOf(unit.areaCode), above), to: address(unit.areaCode, category) },
            ...{
              standing: standingOf(unit),
              ...correctionsOf(unit.areaCode),
              figures: figuresOf(unit, category),
            },
          })),
        ]}
      />
      <MonthTable
        of="category"
        limits={limits}
        caption={t("month.categories")}
        lines={[
          ...(category ? [{ ...whole, label: t("month.everyCategory"), figures: figures.total }] : []),
          ...ISOLATION_CATEGORIES.map((key) => ({
            ...{ key, label: t(`category.${key}`), to: address(place.areaCode, key) },
            ...{ figures: figuresOf(figures, key), isChosen: key === category },
          })),
        ]}
      />
    </>
  );

  function correctionsOf(areaCode: string) {
    const count = correctionsBelow[areaCode] ?? 0;
    const to = `/visits/month/corrections?${monthQuery(city, { areaCode, month: place.month })}`;
    return count > 0 ? { corrections: { count, to } } : {};
  }

  /** Where a unit's month stands, and whose figures are shown where they are not those it handed in. */
  function standingOf({ areaCode, source }: FrozenFigures["areas"][number]): string {
    const stands = t(`reportState.${below[areaCode] ?? "draft"}`);
    if (source === undefined || source === "handed-in") return stands;
    return [stands, t(isOut ? `month.source.${source}` : `month.sourceThen.${source}`)].join(t("month.and"));
  }
}

/** A unit's own name: that it lies in the unit of the page stands above. */
function namedWithin(name: string, above: string): string {
  if (name.startsWith(above) && name !== above) return name.slice(above.length);
  return name.endsWith(`, ${above}`) ? name.slice(0, -above.length - 2) : name;
}
