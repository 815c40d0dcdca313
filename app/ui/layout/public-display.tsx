import { useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { Display } from "./display";
import classes from "./public-shell.module.css";

interface PublicDisplayProps {
  readonly language: "zh" | "en";
  readonly display: Display;
}

/** Language, elder mode, light or dark, as one plain form: it works before any script arrives. */
export function PublicDisplay({ language, display }: PublicDisplayProps) {
  const { t } = useTranslation("layout");
  const { pathname, search } = useLocation();
  const choices = (name: string, chosen: string, words: readonly (readonly [string, string])[]) =>
    words.map(([value, label]) => (
      <label key={value}>
        <input type="radio" name={name} value={value} defaultChecked={value === chosen} /> {label}
      </label>
    ));
  return (
    <form method="post" action="/preferences" className={classes.display}>
      <input type="hidden" name="back" value={pathname + search} />
      <fieldset>
        <legend>{t("display.language")}</legend>
        {choices("language", language, [
          ["zh", "中文"],
          ["en", "English"],
        ])}
      </fieldset>
      <fieldset>
        <legend>{t("display.scheme")}</legend>
        {choices("scheme", display.scheme, [
          ["auto", t("display.auto")],
          ["light", t("display.light")],
          ["dark", t("display.dark")],
        ])}
      </fieldset>
      <label>
        <input type="checkbox" name="elder" value="yes" defaultChecked={display.elder} /> {t("display.elder")}
        <small>{t("display.elderWhat")}</small>
      </label>
      <button type="submit">{t("display.apply")}</button>
    </form>
  );
}
