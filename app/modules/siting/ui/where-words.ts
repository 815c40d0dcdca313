import type { PageReserve, PageSite, PremisesFacts } from "../domain/one-page";
import type { PageUnits } from "./page-units";

/** Whether it passed for fire and how long it may be rented: what a leader would ask next. */
export const conditionWords = ({ fire, leaseUntil, leaseWords }: PremisesFacts, { t }: PageUnits): string[] => [
  fire ? t(`page.fire.${fire}`) : "",
  leaseUntil ? t("page.lease", { until: leaseUntil }) : leaseWords ? t("page.leaseWords", { words: leaseWords }) : "",
];

/** District, floor area, how far it has come, fire and lease; in brief of these only what speaks against it. */
export const whereWords = (site: PageSite | PageReserve, units: PageUnits, isBrief = false): string => {
  const { t, count } = units;
  return [
    units.area(site.district),
    ...(site.premises
      ? [
          site.premises.area === null ? "" : t("page.unit.area", { value: count(site.premises.area) }),
          ...(isBrief
            ? [site.premises.fire === "no" ? t("page.fire.no") : ""]
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
