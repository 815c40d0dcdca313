import { Form, NavLink, useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import classes from "./operate.module.css";

interface OperatePagesProps {
  /** more than one where somebody signed in for an organisation with several places */
  readonly places: readonly { readonly facilityId: string; readonly name: string }[];
  readonly facilityId: string;
}

/** The pages of a facility's operator, one tap apart, and the other places of the same organisation. */
export function OperatePages({ places, facilityId }: OperatePagesProps) {
  const { t } = useTranslation("catalog");
  const { search, pathname } = useLocation();
  const of = new URLSearchParams(search).get("facility");
  const kept = of ? `?facility=${of}` : "";
  return (
    <div className="no-print">
      <nav aria-label={t("operate.pages")} className={classes.nav}>
        <NavLink to={`/operate${kept}`} end>
          {t("operate.page.vacancies")}
        </NavLink>
        <NavLink to={`/operate/inbox${kept}`}>{t("operate.page.inbox")}</NavLink>
        <NavLink to={`/operate/tours${kept}`}>{t("operate.page.tours")}</NavLink>
        <NavLink to={`/operate/roster${kept}`}>{t("operate.page.roster")}</NavLink>
        <NavLink to={`/operate/facts${kept}`}>{t("operate.page.facts")}</NavLink>
      </nav>
      {places.length > 1 && (
        <Form method="get" action={pathname} className={classes.row}>
          <label className={classes.field}>
            {t("operate.place")}
            <select name="facility" defaultValue={facilityId}>
              {places.map((place) => (
                <option key={place.facilityId} value={place.facilityId}>
                  {place.name}
                </option>
              ))}
            </select>
          </label>
          <button type="submit" className={classes.button}>
            {t("operate.choosePlace")}
          </button>
        </Form>
      )}
    </div>
  );
}
