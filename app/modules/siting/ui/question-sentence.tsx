import { useTranslation } from "react-i18next";
import { SITING_AIMS } from "../domain/siting-question";
import { MoneyTyped } from "./money-typed";
import { withGiven, type Values } from "./question-values";
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
  const isMetres = values.text("unit") ? values.text("unit") === "metres" : values.text("metres") !== "";
  const size = values.text("size") || values.text(isMetres ? "metres" : "minutes");
  const wordsOf = (names: readonly string[]) => names.flatMap((name) => values.wrong(name) || []).join(" ");
  const wrong = (...names: string[]) =>
    wordsOf(names) === "" ? {} : { "aria-invalid": true as const, "aria-describedby": `${names[0]}-wrong` };
  // Beside the field it is about, within the sentence.
  const told = (...names: string[]) => {
    const words = wordsOf(names);
    return words !== "" && <Wrong id={`${names[0]}-wrong`}>{words}</Wrong>;
  };
  const select = (name: string, label: string, options: readonly { readonly value: string; readonly label: string }[]) => (
    <>
      <select name={name} defaultValue={values.text(name)} aria-label={label} {...wrong(name)}>
        {withGiven(options, values.text(name), (given) => t("question.givenUnknown", { given })).map(
          ({ value, label: words }) => (
            <option key={value} value={value}>
              {words}
            </option>
          ),
        )}
      </select>
      {told(name)}
    </>
  );
  return (
    <p className={classes.sentence}>
      <span>{t("question.s.place")}</span>
      <input
        {...{ name: "count", inputMode: "numeric", defaultValue: values.text("count"), autoComplete: "off" }}
        {...{ placeholder: t("question.countAny"), "aria-label": t("question.s.count") }}
        className={classes.short}
        {...wrong("count")}
      />
      {told("count")}
      <span>{t("question.s.sites")}</span>
      {select(
        "types",
        t("question.s.type"),
        types.map((type) => ({ value: type.key, label: named(type) })),
      )}
      <span>{t("question.s.for")}</span>
      {select(
        "group",
        t("question.s.group"),
        groups.map((key) => ({ value: key, label: groupWords(key, t) })),
      )}
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
      {told("minutes", "metres")}
      <span>{t("question.s.reach")}</span>
      {select(
        "aim",
        t("question.s.aim"),
        SITING_AIMS.map((aim) => ({ value: aim, label: t(`question.aim.${aim}`) })),
      )}
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
      {told("build")}
      <span>{t("question.s.yuan")}</span>
      <label className={classes.keep}>
        <input type="checkbox" name="keep" value="yes" defaultChecked={values.text("keep") !== "no"} />
        {t("question.s.keep")}
      </label>
    </p>
  );
}

function Wrong({ id, children }: { readonly id: string; readonly children: string }) {
  return (
    <span id={id} className={classes.wrong}>
      {children}
    </span>
  );
}
