import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PRICE_UNITS, WEEK_DAYS } from "../domain/facility";
import { useClassWords } from "./class-words";
import type { FactsTyped } from "./facts-typed";
import classes from "./operate.module.css";
import type { ClassAtPlace } from "../domain/operator-desk";

interface FactsFormProps {
  readonly typed: FactsTyped;
  readonly atPlace: readonly ClassAtPlace[];
  readonly photos: readonly { readonly id: string; readonly fileName: string; readonly caption: string }[];
  readonly version: number;
  readonly action: string;
  /** what speaks against what was typed, in words, by its place in the record */
  readonly problems?: ReadonlyMap<string, string>;
}

const NONE: ReadonlyMap<string, string> = new Map();

/** What an operator may say of its place; an empty line at the end of each list is one more. */
export function FactsForm({ typed, atPlace, photos, version, action, problems = NONE }: FactsFormProps) {
  const { t } = useTranslation("catalog");
  const named = useClassWords();
  return (
    <Form method="post" action={action} className={classes.page} style={{ padding: 0 }} noValidate>
      <input type="hidden" name="version" value={version} />
      <fieldset className={classes.card}>
        <legend>{t("facts.hours")}</legend>
        {typed.hours.map(({ byDay, opensAt, closesAt, note }, at) => (
          <div
            key={at}
            className={classes.fields}
            role="group"
            aria-label={`${t("facts.hours")} ${at + 1}`}
            aria-describedby={problems.has(`hours[${at}].days`) ? `hours-${at}-days-problem` : undefined}
          >
            <span className={classes.days}>
              {WEEK_DAYS.map((day) => (
                <label key={day}>
                  <input type="checkbox" name={`hours-${at}-days`} value={day} defaultChecked={byDay.split(",").includes(day)} />{" "}
                  {t(`weekDay.${day}`)}
                </label>
              ))}
              <Problem of={`hours-${at}-days`} said={problems.get(`hours[${at}].days`)} />
            </span>
            <Field
              {...{ label: t("facts.opensAt"), name: `hours-${at}-opens`, value: opensAt, isClock: true }}
              problem={problems.get(`hours[${at}].opensAt`)}
            />
            <Field
              {...{ label: t("facts.closesAt"), name: `hours-${at}-closes`, value: closesAt, isClock: true }}
              problem={problems.get(`hours[${at}].closesAt`)}
            />
            <Field label={t("facts.note")} name={`hours-${at}-note`} value={note} />
          </div>
        ))}
        <span className={classes.quiet}>{t("facts.spare")}</span>
      </fieldset>
      <fieldset className={classes.card}>
        <legend>{t("facts.phones")}</legend>
        {typed.phones.map(({ role, phone }, at) => (
          <div key={at} className={classes.fields}>
            <Field label={t("facts.role")} name={`phone-${at}-role`} value={role} />
            <Field
              {...{ label: t("facts.phone"), name: `phone-${at}-number`, value: phone, type: "tel" }}
              problem={problems.get(`contacts[${at}].phone`)}
            />
          </div>
        ))}
      </fieldset>
      {atPlace.map((ofClass) => {
        const { classId, licensed } = ofClass;
        const prices = typed.prices[classId];
        return (
          <fieldset key={classId} className={classes.card}>
            <legend>{named(ofClass)}</legend>
            {typed.staffed[classId] !== undefined && (
              <Field
                {...{ label: t("facts.staffedOf", { licensed }), name: `staffed-${classId}` }}
                {...{ value: typed.staffed[classId], inputMode: "numeric" }}
                problem={problems.get(`staffed:${classId}`)}
              />
            )}
            {prices?.map(({ tier, yuan, unit }, at) => (
              <div key={at} className={classes.fields} role="group" aria-label={`${t("facts.prices")} ${at + 1}`}>
                <Field
                  {...{ label: t("facts.tier"), name: `price-${classId}-${at}-tier`, value: tier }}
                  problem={problems.get(`prices:${classId}[${at}].tier`)}
                />
                <Field
                  {...{ label: t("facts.yuan"), name: `price-${classId}-${at}-yuan`, value: yuan, inputMode: "decimal" }}
                  problem={problems.get(`prices:${classId}[${at}].yuan`)}
                />
                <label className={classes.field}>
                  {t("facts.unit")}
                  <select name={`price-${classId}-${at}-unit`} defaultValue={unit}>
                    {PRICE_UNITS.map((one) => (
                      <option key={one} value={one}>
                        {t(`priceUnit.${one}`)}
                      </option>
                    ))}
                  </select>
                </label>
              </div>
            ))}
          </fieldset>
        );
      })}
      {photos.length > 0 && (
        <fieldset className={classes.card}>
          <legend>{t("facts.captions")}</legend>
          {photos.map(({ id, caption }) => (
            <Field
              key={id}
              {...{ label: t("facts.caption", { name: caption || t("facts.nameless") }), name: `caption-${id}` }}
              value={typed.captions[id] ?? caption}
            />
          ))}
        </fieldset>
      )}
      <label className={classes.field}>
        {t("facts.note")}
        <textarea name="note" rows={4} maxLength={2000} defaultValue={typed.note} />
      </label>
      <button type="submit" className={classes.big}>
        {t("facts.save")}
      </button>
    </Form>
  );
}

interface FieldProps {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly type?: "text" | "tel";
  /** what is no number stays in its field to be put right, which a field for numbers alone would drop */
  readonly inputMode?: "numeric" | "decimal" | undefined;
  /** 07:30: as wide as that */
  readonly isClock?: boolean;
  readonly problem?: string | undefined;
}

function Field({ label, name, value, type = "text", inputMode, isClock = false, problem }: FieldProps) {
  const said = problem === undefined ? {} : { "aria-invalid": true, "aria-describedby": `${name}-problem` };
  return (
    <div className={classes.field}>
      <label className={isClock ? `${classes.field} ${classes.clock}` : classes.field}>
        {label}
        <input {...{ name, type, inputMode, ...said }} defaultValue={value} maxLength={120} />
      </label>
      <Problem of={name} said={problem} />
    </div>
  );
}

/** What speaks against a field, beside it. */
function Problem({ of, said }: { readonly of: string; readonly said: string | undefined }) {
  if (said === undefined) return null;
  return (
    <span id={`${of}-problem`} className={classes.problem}>
      {said}
    </span>
  );
}
