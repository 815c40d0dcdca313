import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { dialLink } from "~/ui/layout/dial-link";
import { referenceText, type InboxEnquiry } from "../domain/enquiry";
import { look, useHour } from "./contact-form";
import { refusedIn, type TypedAnswer } from "./typed-answer";

interface InboxProps {
  readonly enquiries: readonly InboxEnquiry[];
  readonly timeZone: string;
  /** the server's clock, in milliseconds */
  readonly now: number;
  /** which written ways are set up here */
  readonly ways: { readonly mail: boolean; readonly text: boolean };
  /** what was refused, still in its field */
  readonly typed: TypedAnswer | null;
}

/** «还有 3 小时» or «已超时 2 小时»: in words, never by colour alone. */
export function ClockWords({ by, now }: { readonly by: string; readonly now: number }) {
  const { t } = useTranslation("finder");
  const minutes = Math.round((Date.parse(by) - now) / 60_000);
  const size = Math.abs(minutes);
  const time = size < 120 ? t("inbox.minutes", { count: size }) : t("inbox.hours", { count: Math.floor(size / 60) });
  return minutes < 0 ? <span className={look.late}>{t("inbox.late", { time })}</span> : <span>{t("inbox.left", { time })}</span>;
}

/** What families asked, what waits first, each with its clock and the ways to answer. */
export function Inbox({ enquiries, timeZone, now, ways, typed }: InboxProps) {
  const { t } = useTranslation("finder");
  const hour = useHour(timeZone);
  if (enquiries.length === 0) return <p className={look.quiet}>{t("inbox.none")}</p>;
  return (
    <ul className={look.list}>
      {enquiries.map(({ id, reference, state, askedAt, answerBy, answeredAt, answeredHow, language, said, answer }) => (
        <li key={id} className={look.card}>
          <div className={look.row}>
            <b>{said ? said.name : t("inbox.damaged")}</b>
            {state === "waiting" || state === "overdue" ? (
              <ClockWords by={answerBy} now={now} />
            ) : (
              <span>{t(`inbox.state.${state}`)}</span>
            )}
          </div>
          {said && (
            <>
              <p className={look.words}>{said.about}</p>
              <p>
                {said.reach.kind === "phone" ? (
                  <a href={dialLink(said.reach.to)}>{said.reach.to}</a>
                ) : (
                  <a href={`mailto:${said.reach.to}`}>{said.reach.to}</a>
                )}
                {said.bornMonth && ` · ${t("inbox.born", { month: said.bornMonth })}`}
                {said.startMonth && ` · ${t("inbox.start", { month: said.startMonth })}`}
                {language === "en" && ` · ${t("inbox.inEnglish")}`}
              </p>
            </>
          )}
          <small className={look.quiet}>
            {t("inbox.facts", { reference: referenceText(reference), asked: hour(askedAt), by: hour(answerBy) })}
          </small>
          {answeredAt && answeredHow && <p>{t(`inbox.answered.${answeredHow}`, { when: hour(answeredAt) })}</p>}
          {answer && <p className={look.words}>{answer}</p>}
          {(state === "waiting" || state === "overdue") && (
            <Form method="post" className={look.form}>
              <input type="hidden" name="id" value={id} />
              <label className={look.field}>
                <span>{t("inbox.answer")}</span>
                <textarea name="answer" rows={3} maxLength={2000} {...refusedIn(typed, id)} />
              </label>
              <div className={look.actions}>
                {said?.reach.kind === "mail" && ways.mail && (
                  <button className={look.button} name="intent" value="mail">
                    {t("inbox.byMail")}
                  </button>
                )}
                {said?.reach.kind === "phone" && ways.text && (
                  <button className={look.button} name="intent" value="text">
                    {t("inbox.byText")}
                  </button>
                )}
                <button className={look.plain} name="intent" value="called">
                  {t("inbox.called")}
                </button>
              </div>
            </Form>
          )}
          {state === "answered" && (
            <Form method="post" className={look.actions}>
              <input type="hidden" name="id" value={id} />
              <button className={look.plain} name="intent" value="close">
                {t("inbox.close")}
              </button>
            </Form>
          )}
        </li>
      ))}
    </ul>
  );
}
