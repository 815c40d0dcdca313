import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LONGEST_ANSWER } from "../domain/question";
import { look, useHour } from "./contact-form";
import { refusedIn, type TypedAnswer } from "./typed-answer";

interface QuestionsToSettleProps {
  readonly questions: readonly {
    readonly id: string;
    readonly asked: string;
    readonly askedAt: string;
    readonly facility?: string;
  }[];
  readonly timeZone: string;
  /** staff may let one stand without an answer */
  readonly isStaff: boolean;
  /** what was refused, still in its field */
  readonly typed: TypedAnswer | null;
}

/** Public questions that wait: what is answered here everybody reads. */
export function QuestionsToSettle({ questions, timeZone, isStaff, typed }: QuestionsToSettleProps) {
  const { t } = useTranslation("finder");
  const hour = useHour(timeZone);
  if (questions.length === 0) return <p className={look.quiet}>{t("question.noneWaits")}</p>;
  return (
    <ul className={look.list}>
      {questions.map(({ id, asked, askedAt, facility }) => (
        <li key={id} className={look.card}>
          {facility && <small className={look.quiet}>{facility}</small>}
          <p className={look.words}>
            <b>{asked}</b>
          </p>
          <small className={look.quiet}>{t("question.askedOn", { when: hour(askedAt) })}</small>
          <Form method="post" className={look.form}>
            <input type="hidden" name="id" value={id} />
            <label className={look.field}>
              <span>{t("question.answer")}</span>
              <textarea name="answer" rows={2} maxLength={LONGEST_ANSWER} {...refusedIn(typed, id)} />
            </label>
            <div className={look.actions}>
              <button className={look.button} name="intent" value="question-answer">
                {t("question.publish")}
              </button>
              {isStaff && (
                <button className={look.plain} name="intent" value="question-approve">
                  {t("question.approve")}
                </button>
              )}
              <button className={look.plain} name="intent" value="question-decline">
                {t("question.decline")}
              </button>
            </div>
          </Form>
        </li>
      ))}
    </ul>
  );
}
