import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { MINUTES, type AlertProblems } from "../domain/vacancy-alert";
import { spotText } from "../domain/spot";
import { Field, look, RefusedForm, Trap, type FormRefusal } from "./contact-form";

interface Named {
  readonly key: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

interface AlertFormProps {
  readonly stamp: string;
  readonly sendsMail: boolean;
  readonly shown: {
    readonly facility: { readonly id: string; readonly name: string } | null;
    readonly types: readonly Named[];
    readonly walkers: readonly Named[];
    readonly need: string;
    readonly walker: string;
    readonly isOfInfants: boolean;
    readonly at: string;
    readonly choices: readonly {
      readonly name: string;
      readonly nameEn: string;
      readonly within: string;
      readonly withinEn: string;
      readonly at: { readonly lon: number; readonly lat: number } | null;
    }[];
  };
  readonly typed: {
    readonly bornMonth: string;
    readonly startMonth: string;
    readonly reach: string;
    readonly minutes: string;
    readonly place: string;
  };
  readonly refusal: (FormRefusal & { readonly problems?: AlertProblems }) | null;
}

export function AlertForm({ stamp, sendsMail, shown, typed, refusal }: AlertFormProps) {
  const { t, i18n } = useTranslation("finder");
  const isEnglish = i18n.language === "en";
  const problems = refusal?.problems ?? {};
  const wrong = (field: keyof AlertProblems) => problems[field] && t(`alert.problem.${problems[field]}`);
  const nameOf = ({ nameZh, nameEn }: Named) => (isEnglish ? nameEn : nameZh);
  const needsPlace = !shown.facility && refusal !== null && shown.at === "";
  const select = (name: string, label: string, value: string, options: readonly (readonly [string, string])[]) => (
    <label className={look.field}>
      <span>{label}</span>
      <select name={name} defaultValue={value}>
        {options.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <Form method="post" noValidate className={look.form}>
      {refusal && <RefusedForm refusal={refusal} />}
      <Trap stamp={refusal?.kind === "once-more" ? refusal.stamp : stamp} />
      {select(
        "need",
        t("alert.field.need"),
        shown.need,
        shown.types.map((type) => [type.key, nameOf(type)] as const),
      )}
      {shown.facility ? (
        <input type="hidden" name="facility" value={shown.facility.id} />
      ) : (
        <>
          <Field
            name="place"
            label={t("alert.field.place")}
            what={t("alert.what.place")}
            defaultValue={typed.place}
            wrong={
              needsPlace ? t(shown.choices.length > 0 ? "alert.problem.place-several" : "alert.problem.place-missing") : undefined
            }
            maxLength={120}
            required
          />
          {shown.at !== "" && <input type="hidden" name="at" value={shown.at} />}
          {shown.at !== "" && <input type="hidden" name="for" value={typed.place} />}
          {needsPlace && (
            <fieldset className={look.choices}>
              <legend>{t("alert.choose")}</legend>
              <input type="hidden" name="for" value={typed.place} />
              {shown.choices.map((choice) =>
                choice.at ? (
                  <label key={spotText(choice.at)} className={look.choice}>
                    <input type="radio" name="at" value={spotText(choice.at)} />
                    <span>{isEnglish ? `${choice.nameEn} · ${choice.withinEn}` : `${choice.name} · ${choice.within}`}</span>
                  </label>
                ) : null,
              )}
            </fieldset>
          )}
          <div className={look.two}>
            {select(
              "minutes",
              t("alert.field.minutes"),
              typed.minutes,
              MINUTES.map((minutes) => [String(minutes), t("alert.minutes", { count: minutes })] as const),
            )}
            {select(
              "walker",
              t("alert.field.walker"),
              shown.walker,
              shown.walkers.map((walker) => [walker.key, nameOf(walker)] as const),
            )}
          </div>
        </>
      )}
      <div className={look.two}>
        <Field
          name="startMonth"
          type="month"
          label={t("alert.field.startMonth")}
          defaultValue={typed.startMonth}
          wrong={wrong("startMonth")}
          placeholder="2027-03"
          required
        />
        <Field
          name="bornMonth"
          type="month"
          label={t(shown.isOfInfants ? "alert.field.bornMonth" : "ask.field.bornMonth")}
          what={t("ask.what.bornMonth")}
          defaultValue={typed.bornMonth}
          wrong={wrong("bornMonth")}
          placeholder="2025-03"
        />
      </div>
      <Field
        name="reach"
        label={t(sendsMail ? "alert.field.reach" : "alert.field.phone")}
        what={t(sendsMail ? "alert.what.reach" : "alert.what.phone")}
        defaultValue={typed.reach}
        wrong={wrong("reach")}
        maxLength={120}
      />
      <p className={look.quiet}>{t("alert.kept")}</p>
      <button type="submit" className={look.button}>
        {t("alert.send")}
      </button>
    </Form>
  );
}
