import { useTranslation } from "react-i18next";
import { SITING_AIMS } from "../domain/siting-question";
import { MoneyTyped } from "./money-typed";
import type { Values } from "./question-values";
import { groupWords } from "./page-units";
import classes from "./question.module.css";

export interface Choice {
  readonly key: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

interface QuestionSentenceProps {
  readonly values: Values;
  readonly types: readonly Choice[];
  readonly groups: readonly string[];
}

/** «Place 8 new meal points for 75+, within 15 minutes …»: a sentence whose words are fields; it works without scripts. */
export function QuestionSentence({ values, types, groups }: QuestionSentenceProps) {
  const { t, i18n } = useTranslation("siting");
  const named = ({ nameZh, nameEn }: Choice) => (i18n.language === "en" ? nameEn : nameZh);
  const isMetres = values.text("metres") !== "" || values.text("unit") === "metres";
  const size = values.text("size") || values.text(isMetres ? "metres" : "minutes");
  const wrong = (...names: string[]) =>
    names.some((name) => values.wrong(name) !== false) ? { "aria-invalid": true as const } : {};
  return (
    <p className={classes.sentence}>
      <span>{t("question.s.place")}</span>
      <input
        {...{ name: "count", inputMode: "numeric", defaultValue: values.text("count"), autoComplete: "off" }}
        {...{ placeholder: t("question.countAny"), "aria-label": t("question.s.count") }}
        className={classes.short}
        {...wrong("count")}
      />
      <span>{t("question.s.sites")}</span>
      <select name="types" defaultValue={values.text("types")} aria-label={t("question.s.type")}>
        {types.map((type) => (
          <option key={type.key} value={type.key}>
            {named(type)}
          </option>
        ))}
      </select>
      <span>{t("question.s.for")}</span>
      <select name="group" defaultValue={values.text("group")} aria-label={t("question.s.group")}>
        {groups.map((key) => (
          <option key={key} value={key}>
            {groupWords(key, t)}
          </option>
        ))}
      </select>
      <span>{t("question.s.within")}</span>
      <input
        {...{ name: "size", inputMode: "decimal", defaultValue: size, autoComplete: "off", "aria-label": t("question.s.size") }}
        className={classes.short}
        {...wrong("minutes", "metres")}
      />
      <select name="unit" defaultValue={isMetres ? "metres" : "minutes"} aria-label={t("question.s.unit")}>
        <option value="minutes">{t("question.s.minutes")}</option>
        <option value="metres">{t("question.s.metres")}</option>
      </select>
      <span>{t("question.s.reach")}</span>
      <select name="aim" defaultValue={values.text("aim")} aria-label={t("question.s.aim")}>
        {SITING_AIMS.map((aim) => (
          <option key={aim} value={aim}>
            {t(`question.aim.${aim}`)}
          </option>
        ))}
      </select>
      <span>{t("question.s.money")}</span>
      <MoneyTyped at={values.text("build")}>
        {(onType) => (
          <input
            {...{ name: "build", defaultValue: values.text("build"), autoComplete: "off", onChange: onType }}
            {...{ placeholder: t("question.moneyAny"), "aria-label": t("question.s.build") }}
            className={classes.money}
            {...wrong("build")}
          />
        )}
      </MoneyTyped>
      <span>{t("question.s.yuan")}</span>
      <label className={classes.keep}>
        <input type="checkbox" name="keep" value="yes" defaultChecked={values.text("keep") !== "no"} />
        {t("question.s.keep")}
      </label>
    </p>
  );
}
