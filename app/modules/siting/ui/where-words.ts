import type { PageReserve, PageSite, PremisesFacts } from "../domain/one-page";
import type { PageUnits } from "./page-units";

/** How long it may be rented. */
const leaseWords = ({ leaseUntil, leaseWords: words }: PremisesFacts, { t }: PageUnits): string =>
  leaseUntil ? t("page.lease", { until: leaseUntil }) : words ? t("page.leaseWords", { words }) : "";

/** Whether it passed for fire and how long it may be rented: what a leader would ask next. */
export const conditionWords = (premises: PremisesFacts, units: PageUnits): string[] => [
  premises.fire ? units.t(`page.fire.${premises.fire}`) : "",
  leaseWords(premises, units),
];

/** District, floor area, how far it has come, fire and lease; in brief of these only what may speak against it. */
export const whereWords = (site: PageSite | PageReserve, units: PageUnits, isBrief = false): string => {
  const { t, count } = units;
  return [
    units.area(site.district),
    ...(site.premises
      ? [
          site.premises.area === null ? "" : t("page.unit.area", { value: count(site.premises.area) }),
          ...(isBrief
            ? [site.premises.fire === "no" ? t("page.fire.no") : "", leaseWords(site.premises, units)]
            : [
                t(`page.stage.${site.premises.stage}`, { defaultValue: site.premises.stage }),
                ...conditionWords(site.premises, units),
              ]),
        ]
      : ["from" in site && !(isBrief && site.from === "extend") ? t(`page.source.${site.from}`) : ""]),
    "year" in site && site.year !== null ? t("page.sites.year", { year: site.year }) : "",
  ]
    .filter(Boolean)
    .join(" · ");
};
