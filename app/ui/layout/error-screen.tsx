import { isRouteErrorResponse, Link, useLocation, useRouteError } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import classes from "./error-screen.module.css";

type Happening = "not-found" | "not-in-your-area" | "not-permitted" | "bad-request" | "no-connection" | "outage";

const WHAT: Partial<Record<number, Happening>> = { 400: "bad-request", 403: "not-permitted", 404: "not-found" };

/** The browser throws a TypeError when an answer never came; errors of the server arrive without their class. */
const isUnanswered = (error: unknown): boolean => error instanceof TypeError && /fetch|network|load failed/i.test(error.message);

/** What is not there and what another area has are one answer: nobody learns from it which. */
const isOfAnArea = (data: unknown): boolean => (data as { refusal?: unknown } | null)?.refusal === "not-in-your-area";

/** An outage is never shown as «not found»: whatever is not a known refusal is said to be our fault. */
export function ErrorScreen({ home = "/" }: { readonly home?: string }) {
  const error = useRouteError();
  const location = useLocation();
  const { t } = useTranslation("layout");
  const happening: Happening =
    (isRouteErrorResponse(error) && (isOfAnArea(error.data) ? "not-in-your-area" : WHAT[error.status])) ||
    (isUnanswered(error) ? "no-connection" : "outage");
  return (
    <main className={classes.screen}>
      <h1>{t(`error.${happening}.title`)}</h1>
      <p>{t(`error.${happening}.what`)}</p>
      <p className={classes.next}>{t(`error.${happening}.next`)}</p>
      <div className={classes.ways}>
        {(happening === "outage" || happening === "no-connection") && (
          <a className={classes.first} href={location.pathname + location.search}>
            {t("error.again")}
          </a>
        )}
        {happening === "not-permitted" && (
          <Link className={classes.first} to={`/sign-in?to=${encodeURIComponent(location.pathname + location.search)}`}>
            {t("error.otherAccount")}
          </Link>
        )}
        <Link to={home}>{t("error.home")}</Link>
      </div>
    </main>
  );
}
