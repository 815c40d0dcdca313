import type { PrintedTable } from "~/shared/printed-page";
import type { OnePage, PageReserve } from "../domain/one-page";
import { RESERVE_LETTERS } from "../domain/page-figure";
import { shortLevel } from "./level-words";
import type { PageUnits } from "./page-units";
import { whereWords } from "./where-words";

/** Whom to ask next, below the table of the new ones. */
export function reserveTable({ reserve, withoutReserve }: OnePage, units: PageUnits): PrintedTable {
  const { t, count, money } = units;
  const isInstead = reserve.length > 0 && reserve.every(({ isBeside }) => !isBeside);
  const where = (site: PageReserve, isBrief: boolean) =>
    [shortLevel(site.level, units), whereWords(site, units, isBrief)].filter(Boolean).join(" · ");
  return {
    heading: t(isInstead ? "page.reserve.titleInstead" : "page.reserve.title"),
    columns: [
      { heading: "", share: 0.04, align: "left" },
      { heading: "", share: 0.27, align: "left" },
      { heading: "", share: 0.395, align: "left" },
      { heading: "", share: 0.165, align: "right" },
      { heading: "", share: 0.13, align: "right" },
    ],
    rows: reserve.map((site, at) => [
      { text: RESERVE_LETTERS[at] ?? "" },
      { text: units.name(site) },
      { text: where(site, false), brief: { text: where(site, true) } },
      {
        text: t(site.isBeside ? "page.reserve.adds" : "page.reserve.others", { people: count(site.adds) }),
        ...(site.isBeside || isInstead ? {} : { more: t("page.reserve.instead") }),
      },
      { text: site.build === null ? t("page.reserve.costUnknown") : money(site.build) },
    ]),
    total: null,
    empty: t(`page.reserve.empty.${withoutReserve ?? "walk"}`),
  };
}
