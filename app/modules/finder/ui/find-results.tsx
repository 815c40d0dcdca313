import { Link } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { toneOfType } from "~/ui/map/type-tone";
import { addressWith, travelling } from "../domain/find-address";
import type { Asked } from "../domain/fitting";
import type { Need, TypeOffered } from "../domain/need";
import { PricesTold, type ShownPays } from "./find-subsidy";
import { FindOffer, type ShownOffer } from "./find-offer";
import classes from "./find.module.css";
import { dayName } from "./month-name";
import { useOfferWords } from "./use-offer-words";

export interface ShownResults {
  readonly offers: readonly ShownOffer[];
  readonly count: number;
  readonly sure: number;
  readonly beyond: readonly ShownOffer[];
  readonly leftOut: { readonly total: number; readonly by: readonly { readonly asked: Asked; readonly count: number }[] };
  readonly directMinutes: number | null;
  readonly isCut: boolean;
  readonly months: number | null;
  readonly day: string;
  /** the city whose places these are, where somebody starts far outside it */
  readonly outside: { readonly nameZh: string; readonly nameEn: string } | null;
}

interface FindResultsProps {
  readonly results: ShownResults;
  readonly need: Need;
  readonly type: TypeOffered;
  readonly pays: ShownPays;
  readonly place: string;
  /** the second place as it is called; null = there is none */
  readonly other: string | null;
  readonly search: string;
  /** the search with the points its words mean: what a result is opened with */
  readonly told: string;
  readonly today: string;
  readonly pointed: string | null;
  readonly onPoint: (id: string | null) => void;
}

/** The list: what suits, what may suit, how many do not and why; where there is nothing, the nearest there is. */
export function FindResults({
  results,
  need,
  type,
  pays,
  place,
  other,
  search,
  told,
  today,
  pointed,
  onPoint,
}: FindResultsProps) {
  const { t, i18n } = useTranslation("finder");
  const wordsOf = useOfferWords(need.walker, today);
  const heading = useFocusOnSearch(search);
  const what = i18n.language === "en" ? type.nameEn : type.nameZh;
  const along = String(new URLSearchParams(travelling(told).map(([name, value]) => [name, value])));
  const { offers, count, sure, beyond, leftOut, months, outside } = results;
  const minutes = need.minutes;
  const isWay = results.directMinutes !== null;
  const listed = (some: readonly ShownOffer[], first: number) => (
    <ol className={classes.offers} start={first}>
      {some.map((offer, at) => (
        <FindOffer
          key={offer.id}
          {...{ offer, number: first + at, words: wordsOf(offer.line), to: `/find/${offer.id}?${along}` }}
          {...{ isPointed: pointed === offer.id, tone: toneOfType(type.key), onPoint }}
        />
      ))}
    </ol>
  );
  const [suits, may] = [offers.filter(({ isSure }) => isSure), offers.filter(({ isSure }) => !isSure)];
  return (
    <section aria-labelledby="found" className={classes.results}>
      <h2 id="found" tabIndex={-1} ref={heading}>
        {count === 0
          ? t("search.none", { minutes, what })
          : isWay
            ? t("search.countWay", { minutes, count, what })
            : t("search.countOf", { place: other === null ? place : t("search.either", { place, other }), minutes, count, what })}
      </h2>
      {other !== null && <p>{isWay ? t("search.direct", { minutes: results.directMinutes! }) : t("search.apart")}</p>}
      {type.isOfInfants && months !== null && (
        <Age months={months} day={results.day === today ? null : dayName(results.day, i18n.language)} />
      )}
      {count > 0 && <p className={classes.quiet}>{type.countsPlaces ? t("search.order") : t("search.orderPlain")}</p>}
      <PricesTold offers={count > 0 ? offers : beyond} type={type} pays={pays} />
      {suits.length > 0 && listed(suits, 1)}
      {may.length > 0 && (
        <>
          <h2>{t("search.maybe", { count: count - sure })}</h2>
          <p className={classes.quiet}>{t("search.maybeWhy")}</p>
          {listed(may, suits.length + 1)}
        </>
      )}
      {offers.length < count && (
        <p>
          {t("search.shown", { shown: offers.length })}{" "}
          <Link to={addressWith(search, { show: String(offers.length + 12) })} preventScrollReset>
            {t("search.more")}
          </Link>
        </p>
      )}
      {leftOut.total > 0 && (
        <p className={classes.left}>
          {t("search.leftOut", { minutes, count: leftOut.total })}
          {leftOut.by
            .map(({ asked, count: some }) => t("search.leftOutPart", { what: t(`search.left.${asked}`), count: some }))
            .join(t("search.list"))}
        </p>
      )}
      {results.isCut && <p className={classes.quiet}>{t("search.cut")}</p>}
      {count === 0 &&
        (beyond.length > 0 ? (
          <>
            <h2>{t("search.nearest")}</h2>
            {listed(beyond, 1)}
          </>
        ) : (
          <p>
            {outside
              ? t("search.outside", { city: i18n.language === "en" ? outside.nameEn : outside.nameZh })
              : t("search.noneAnywhere")}
          </p>
        ))}
      {type.countsPlaces && !outside && (
        <p>
          <Link to={`/find/alert?${along}`}>{t("search.alert")}</Link>
        </p>
      )}
    </section>
  );
}

/** Whoever has searched again reads on at the answer; on the first page they begin at its top. */
function useFocusOnSearch(search: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(search);
  useEffect(() => {
    if (before.current !== search) heading.current?.focus({ preventScroll: true });
    before.current = search;
  }, [search]);
  return heading;
}

/** The child's age on the day of the start, and where that is outside what nurseries take. */
function Age({ months, day }: { readonly months: number; readonly day: string | null }) {
  const { t } = useTranslation("finder");
  if (months < 6) return <p className={classes.caution}>{t("search.tooYoung", { months })}</p>;
  if (months >= 36) return <p className={classes.caution}>{t("search.tooOld", { months })}</p>;
  return (
    <p className={classes.quiet}>{day === null ? t("search.monthsNow", { months }) : t("search.months", { months, day })}</p>
  );
}
