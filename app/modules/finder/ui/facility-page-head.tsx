import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { dialLink } from "~/ui/layout/dial-link";
import { alertAddress } from "../domain/find-address";
import { foremostClass, foremostFee, type PublicPlace } from "../domain/public-place";
import classes from "./facility-page.module.css";
import { FeeSaid } from "./fee-said";
import { usePlaceWords } from "./place-words";
import { SavePlace } from "./save-place";

interface FacilityPageHeadProps {
  readonly place: PublicPlace;
  /** the address of the search this reader came from, with what was asked */
  readonly search: string;
}

/** Name, and the three answers somebody came for: how far, whether there is a place, what they would pay. */
export function FacilityPageHead({ place, search }: FacilityPageHeadProps) {
  const { t } = useTranslation("finder");
  const words = usePlaceWords();
  const { facility, walk, open } = place;
  const first = foremostClass(place);
  const care = foremostFee(place, "care") ?? foremostFee(place, "meals");
  const isRunning = facility.state === "operating";
  return (
    <header className={classes.head}>
      <p className="no-print">
        <Link to={search}>{t("place.back")}</Link>
      </p>
      <div>
        <h1>{facility.name}</h1>
        <p className={classes.quiet}>{[words.name(facility.kind), ...facility.within.map(words.name)].join(" · ")}</p>
        {!isRunning && (
          <p className={classes.caution}>
            {facility.stateFrom
              ? t("place.state.since", { state: t(`place.state.${facility.state}`), date: words.date(facility.stateFrom) })
              : t("place.state.none")}
          </p>
        )}
      </div>
      <div className={classes.answers}>
        <div className={classes.answer}>
          {walk ? (
            <>
              <p className={classes.big}>{words.walk(walk)}</p>
              {walk.kind === "minutes" && (
                <p className={classes.quiet}>
                  {[
                    t("place.walk.how", { walker: words.name(walk.walker), speed: walk.speed, metres: words.metres(walk) }),
                    ...(walk.onStreets ? [t("place.walk.streets")] : []),
                    ...(walk.isRough ? [t("place.walk.rough")] : []),
                  ].join(" · ")}
                </p>
              )}
            </>
          ) : (
            <p>
              {t("place.walk.unknown")} <Link to={search}>{t("place.walk.where")}</Link>
            </p>
          )}
          <p>{isRunning ? words.open(open) : null}</p>
        </div>
        {isRunning && first && (
          <div className={classes.answer} data-vacancy={place.countsPlaces ? first.vacancy.kind : undefined}>
            {place.countsPlaces ? (
              <>
                <p className={classes.big}>{words.free(first.vacancy)}</p>
                <p>
                  {words.kind(first.kind)} · {t("place.free.for", { month: words.month(place.startsOn) })}
                </p>
                <p className={classes.quiet}>{words.freshness(first.vacancy)}</p>
                {first.expected && <p className={classes.expected}>{words.expected(first.expected)}</p>}
              </>
            ) : (
              <p>{t("place.free.none")}</p>
            )}
          </div>
        )}
        {care && (
          <div className={classes.answer}>
            <FeeSaid fee={care} isBig />
            {place.helps.any && care.split.rule === null && <p className={classes.quiet}>{t("place.fees.unsaid")}</p>}
          </div>
        )}
      </div>
      <nav className={`${classes.actions} no-print`} aria-label={t("place.actions.label")}>
        {facility.contacts[0] ? (
          <a className={classes.button} data-main href={dialLink(facility.contacts[0].phone)}>
            {t("place.actions.call", { phone: facility.contacts[0].phone })}
          </a>
        ) : (
          <span className={classes.caution}>{t("place.actions.noPhone")}</span>
        )}
        {isRunning && (
          <>
            <Link className={classes.button!} to={`/find/${facility.id}/ask`}>
              {t("place.actions.ask")}
            </Link>
            <Link className={classes.button!} to={`/find/${facility.id}/tour`}>
              {t("place.actions.tour")}
            </Link>
            {place.countsPlaces && (
              <Link className={classes.button!} to={alertAddress(search.replace(/^[^?]*\??/, ""), facility.id)}>
                {t("place.actions.alert")}
              </Link>
            )}
          </>
        )}
        <SavePlace id={facility.id} name={facility.name} asked={search.replace(/^[^?]*\??/, "")} />
      </nav>
    </header>
  );
}
