import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { dialLink } from "~/ui/layout/dial-link";
import { LegendSymbol } from "~/ui/map/legend-symbol";
import type { MapTone } from "~/ui/map/map-tone";
import type { OfferLine } from "../domain/offer-line";
import classes from "./find.module.css";
import { monthName } from "./month-name";

/** One result as the page has it. */
export interface ShownOffer {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly lon: number;
  readonly lat: number;
  readonly isApproximate: boolean;
  readonly phone: string | null;
  readonly isSure: boolean;
  readonly line: OfferLine;
  readonly papers: readonly ("licence" | "filing")[];
  readonly grade: string | null;
  readonly openFindings: number | null;
  readonly expectedFrom: string | null;
}

interface FindOfferProps {
  readonly offer: ShownOffer;
  /** as it stands on the map */
  readonly number: number;
  readonly tone: MapTone;
  /** the explained line, part by part */
  readonly words: readonly string[];
  readonly to: string;
  readonly isPointed: boolean;
  readonly onPoint: (id: string | null) => void;
}

/** One result: its name, why it stands here, what is on record of it, and how to reach it. */
export function FindOffer({ offer, number, tone, words, to, isPointed, onPoint }: FindOfferProps) {
  const { t, i18n } = useTranslation("finder");
  const { id, name, line, phone } = offer;
  const facts = [
    ...offer.papers.map((paper) => t(`search.paper.${paper}`)),
    ...(offer.grade ? [t("search.grade", { grade: offer.grade })] : []),
    ...(offer.openFindings ? [t("search.findings", { count: offer.openFindings })] : []),
    ...(offer.isApproximate ? [t("search.approximate")] : []),
  ];
  return (
    <li
      id={`offer-${id}`}
      className={classes.offer}
      data-pointed={isPointed || undefined}
      onPointerEnter={() => onPoint(id)}
      onPointerLeave={() => onPoint(null)}
    >
      <span className={classes.number}>
        <LegendSymbol tone={tone} symbol={String(number)} />
      </span>
      <div>
        <h3 className={classes.name}>
          <Link to={to} onFocus={() => onPoint(id)}>
            {name}
          </Link>
        </h3>
        <p className={classes.why} data-vacancy={line.vacancy?.kind}>
          {words.join(" · ")}
        </p>
        {offer.expectedFrom && (
          <p className={classes.expected}>{t("search.expected", { month: monthName(offer.expectedFrom, i18n.language) })}</p>
        )}
        {line.unknown.length > 0 && (
          <p className={classes.unknown}>
            {t("search.notKnown", { what: line.unknown.map((asked) => t(`search.asked.${asked}`)).join(t("search.list")) })}
          </p>
        )}
        <p className={classes.facts}>{[offer.address, ...facts].filter((fact) => fact !== "").join(" · ")}</p>
        <div className={classes.acts}>
          {phone && <a href={dialLink(phone)}>{t("search.call", { phone })}</a>}
          <label className={classes.tick}>
            <input type="checkbox" name="ids" value={id} form="compare" aria-label={t("search.compareThis", { name })} />
            <span aria-hidden>{t("search.compare")}</span>
          </label>
        </div>
      </div>
    </li>
  );
}
