import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import classes from "./operate.module.css";

interface OperateEntryProps {
  readonly refusal: string | null;
  readonly seconds: number;
  /** signed in as an operator, of whom no organisation is on record */
  readonly hasNoPlace: boolean;
  /** the demo's own link, in demo mode alone */
  readonly demo: string | null;
}

/** Comes in by a link: a browser with scripts hands its secret over by itself, elsewhere it is pasted. */
export function OperateEntry({ refusal, seconds, hasNoPlace, demo }: OperateEntryProps) {
  const { t } = useTranslation("catalog");
  return (
    <main className={classes.page}>
      <h1>{t("operate.title")}</h1>
      <p>{t(hasNoPlace ? "operate.noPlace" : "operate.lead")}</p>
      {refusal && (
        <p role="alert" className={classes.refusal}>
          {t(`operate.refusal.${refusal}`, { minutes: Math.ceil(seconds / 60) })}
        </p>
      )}
      <Form method="post" action="/operate" autoComplete="off" className={classes.card}>
        <label className={classes.field}>
          {t("operate.link")}
          <input type="text" name="secret" maxLength={300} required aria-describedby="link-what" />
        </label>
        <span id="link-what" className={classes.quiet}>
          {t("operate.linkWhat")}
        </span>
        <button type="submit" name="intent" value="open" className={classes.button}>
          {t("operate.open")}
        </button>
      </Form>
      {demo && (
        <Form method="post" action="/operate">
          <input type="hidden" name="secret" value={demo} />
          <button type="submit" name="intent" value="open" className={classes.button}>
            {t("operate.demo")}
          </button>
        </Form>
      )}
      <Link to="/sign-in?to=/operate">{t("operate.signIn")}</Link>
    </main>
  );
}
