import { Link } from "@remix-run/react";
import type { FocusEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { cityName } from "./city-name";
import { DemoMark } from "./demo-mark";
import type { Frame } from "./frame";
import { OfflineNotice } from "./offline-notice";
import { PendingBar } from "./pending-bar";
import { PublicDisplay } from "./public-display";
import classes from "./public-shell.module.css";
import { UnansweredNotice } from "./unanswered-notice";
import { UnknownCityLine } from "./unknown-city-line";
import { WaitingNotice } from "./waiting-notice";

export interface PublicShellProps extends Frame {
  readonly children: ReactNode;
}

/** The header of public pages, of plain elements: which city, how it should look, and where staff come in. */
export function PublicShell({ language, display, actor, cities, unknownCity, city, children }: PublicShellProps) {
  const { t } = useTranslation("layout");
  return (
    <>
      <a className="skip-link" href="#content">
        {t("skip")}
      </a>
      <PendingBar />
      <header className={`${classes.header} no-print`}>
        <Link to="/" className={classes.brand!} aria-label={t("brand")}>
          <img src="/favicon.svg" alt="" width={28} height={28} />
          <span>{t("brand")}</span>
        </Link>
        <nav aria-label={t("menu")}>
          <Link to="/find" className={classes.link!}>
            {t("nav.find")}
          </Link>
        </nav>
        <div className={classes.own}>
          {city && cities.length > 1 && (
            <Unfolding label={t("city.choose", { name: cityName(city, language) })} face={`${cityName(city, language)} ▾`}>
              <ul className={classes.cities}>
                {cities.map((one) => (
                  <li key={one.code}>
                    <a
                      className={classes.link}
                      href={`/preferences/city?code=${one.code}`}
                      aria-current={one.code === city.code || undefined}
                    >
                      {cityName(one, language)}
                    </a>
                  </li>
                ))}
              </ul>
            </Unfolding>
          )}
          <Unfolding label={t("display.open")} face={language === "en" ? "Aa" : "字"}>
            <PublicDisplay language={language} display={display} />
          </Unfolding>
          <Link to={actor ? "/account" : "/sign-in"} className={classes.link!} title={actor?.name}>
            {actor ? actor.name : t("account.signIn")}
          </Link>
        </div>
      </header>
      {city?.isDemo && <DemoMark />}
      <UnknownCityLine unknownCity={unknownCity} city={city} language={language} />
      <OfflineNotice />
      <WaitingNotice />
      <UnansweredNotice />
      <div id="content" tabIndex={-1} className={classes.content}>
        {children}
      </div>
      <footer className={`${classes.footer} no-print`} aria-label={t("footer.label")}>
        <Link to="/about/privacy">{t("footer.privacy")}</Link>
        <Link to="/about/data">{t("footer.data")}</Link>
      </footer>
    </>
  );
}

interface UnfoldingProps {
  readonly label: string;
  readonly face: string;
  readonly children: ReactNode;
}

/** Opens without scripts; with them it closes when one goes on. */
function Unfolding({ label, face, children }: UnfoldingProps) {
  const close = ({ currentTarget, relatedTarget }: FocusEvent<HTMLDetailsElement>) => {
    if (!currentTarget.contains(relatedTarget)) currentTarget.open = false;
  };
  return (
    <details className={classes.unfolding} onBlur={close}>
      <summary className={classes.link} aria-label={label}>
        {face}
      </summary>
      <div className={classes.panel} tabIndex={-1}>
        {children}
      </div>
    </details>
  );
}
