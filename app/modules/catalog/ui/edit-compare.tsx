import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { MetChange } from "../domain/facility-edit";
import type { ClassAtPlace } from "../domain/operator-desk";
import { useFactWords } from "./fact-words";
import classes from "./operate.module.css";

interface EditCompareProps {
  readonly met: readonly MetChange[];
  readonly atPlace: readonly ClassAtPlace[];
  readonly mayDecide: boolean;
  readonly typed: { readonly reason: string; readonly choices: Readonly<Record<string, string>> };
}

/** What is published beside what the operator wants, field by field; where both were changed, one says which holds. */
export function EditCompare({ met, atPlace, mayDecide, typed }: EditCompareProps) {
  const { t } = useTranslation("catalog");
  const words = useFactWords(atPlace);
  const lines = (key: string, value: MetChange["now"]) => words.lines(key, value).map((line, at) => <div key={at}>{line}</div>);
  return (
    <Form method="post" className={classes.page} style={{ padding: 0, maxWidth: "none" }}>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              {(["field", "now", "wanted"] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`edits.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {met.map(({ key, before, after, now, state }) => (
              <tr key={key}>
                <th scope="row">
                  {words.key(key)}
                  <div className={classes.quiet}>{t(`edits.state.${state}`)}</div>
                </th>
                <td className="typed">
                  {lines(key, now)}
                  {state === "contested" && (
                    <div className={classes.quiet}>{t("edits.was", { was: words.lines(key, before).join("；") })}</div>
                  )}
                </td>
                <td className="typed">
                  {lines(key, after)}
                  {state === "contested" && mayDecide && (
                    <fieldset className={classes.row}>
                      <legend>{t("edits.choose")}</legend>
                      {(["operator", "record"] as const).map((choice) => (
                        <label key={choice}>
                          <input
                            type="radio"
                            name={`choice-${key}`}
                            value={choice}
                            defaultChecked={typed.choices[key] === choice}
                          />{" "}
                          {t(`edits.${choice}`)}
                        </label>
                      ))}
                    </fieldset>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {mayDecide ? (
        <>
          <button type="submit" name="intent" value="publish" className={classes.big}>
            {t("edits.publish")}
          </button>
          <div className={classes.card}>
            <label className={classes.field}>
              {t("edits.reason")}
              <textarea name="reason" rows={2} maxLength={500} defaultValue={typed.reason} />
            </label>
            <div>
              <button type="submit" name="intent" value="decline" className={classes.button}>
                {t("edits.decline")}
              </button>
            </div>
          </div>
        </>
      ) : (
        <p>{t("edits.notYours")}</p>
      )}
    </Form>
  );
}
