import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { Hardship } from "../domain/price-after-subsidy";
import { addressWith, addressWithout } from "../domain/find-address";
import type { Wishes } from "../domain/need";
import classes from "./find.module.css";

interface FindChosenProps {
  readonly wishes: Wishes;
  /** what was said of whoever pays; an age only where it was said in years */
  readonly payer: { readonly age: number | null; readonly hardships: readonly Hardship[] };
  readonly search: string;
}

/** What was asked for, each with a link that takes it out: no scripts needed. */
export function FindChosen({ wishes, payer, search }: FindChosenProps) {
  const { t } = useTranslation("finder");
  const without = (name: string) => addressWith(search, { [name]: null });
  const chosen: (readonly [what: string, to: string])[] = [
    ...(wishes.free ? [[t("search.free"), without("free")] as const] : []),
    ...(wishes.inclusive ? [[t("search.inclusive"), without("inclusive")] as const] : []),
    ...(wishes.mostYuan === null ? [] : [[`≤ ¥${wishes.mostYuan}`, without("price")] as const]),
    ...(wishes.pattern === null ? [] : [[t(`search.careKind.${wishes.pattern}`), without("pattern")] as const]),
    ...(wishes.openOn === null ? [] : [[t(`search.openDay.${wishes.openOn}`), without("open")] as const]),
    ...(wishes.openAt === null ? [] : [[`${t("search.time")} ${wishes.openAt}`, without("time")] as const]),
    ...wishes.papers.map((paper) => [t(`search.paper.${paper}`), addressWithout(search, "papers", paper)] as const),
    ...(wishes.inspected ? [[t("search.inspected"), without("inspected")] as const] : []),
    ...wishes.needs.map((one) => [t(`search.need.${one}`), addressWithout(search, "needs", one)] as const),
    ...(payer.age === null ? [] : [[t("search.aged", { age: payer.age }), without("age")] as const]),
    ...payer.hardships.map((one) => [t(`hardship.${one}`), addressWithout(search, "hardship", one)] as const),
  ];
  if (chosen.length === 0) return null;
  return (
    <ul className={classes.chosen} aria-label={t("search.chosen")}>
      {chosen.map(([what, to]) => (
        <li key={what}>
          <Link to={to} preventScrollReset aria-label={t("search.remove", { what })}>
            {what} <span aria-hidden>✕</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
