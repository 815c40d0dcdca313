import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { dialLink } from "~/ui/layout/dial-link";
import { referenceText } from "../domain/enquiry";
import { look, useHour } from "./contact-form";
import { ClockWords } from "./inbox";

interface AtFacility {
  readonly facility: string;
  readonly facilityPhone: string | null;
}

interface CallsToMakeProps {
  readonly calls: readonly (AtFacility & {
    readonly id: string;
    readonly kind: string;
    readonly dueBy: string;
    readonly masked: string | null;
    readonly failed: string | null;
    readonly tries: number;
    readonly note: string | null;
    readonly language: "zh" | "en";
    readonly mayAct: boolean;
  })[];
  readonly late: readonly (AtFacility & { readonly id: string; readonly reference: string; readonly answerBy: string })[];
  readonly nudges: readonly (AtFacility & {
    readonly id: string;
    readonly step: number;
    readonly madeAt: string;
    readonly facilityId: string;
  })[];
  readonly now: number;
  readonly timeZone: string;
  /** one whose number was just opened, on record */
  readonly opened: {
    readonly id: string;
    readonly to: { readonly kind: string; readonly to: string };
    readonly params: Readonly<Record<string, string | undefined>>;
  } | null;
}

/** Reasons somebody has who makes calls. */
const REASONS = ["make-contact", "answer-complaint"] as const;

export function CallsToMake({ calls, late, nudges, now, timeZone, opened }: CallsToMakeProps) {
  const { t } = useTranslation("finder");
  const { t: common } = useTranslation("accounts");
  const hour = useHour(timeZone);
  const ring = ({ facility, facilityPhone }: AtFacility) => (
    <>
      {facility}
      {facilityPhone && (
        <>
          {" · "}
          <a href={dialLink(facilityPhone)}>{facilityPhone}</a>
        </>
      )}
    </>
  );
  return (
    <>
      <h2>{t("calls.families")}</h2>
      {calls.length === 0 && <p className={look.quiet}>{t("calls.noFamilies")}</p>}
      <ul className={look.list}>
        {calls.map((call) => (
          <li key={call.id} className={look.card}>
            <div className={look.row}>
              <b>{t(`calls.kind.${call.kind}`)}</b>
              <ClockWords by={call.dueBy} now={now} />
            </div>
            <p>
              {call.facility} · {call.masked ?? t("inbox.damaged")}
              {call.language === "en" && ` · ${t("inbox.inEnglish")}`}
            </p>
            {(call.tries > 0 || call.failed) && (
              <small className={look.quiet}>
                {t("calls.tries", { count: call.tries })} {call.failed && t("calls.failed", { word: call.failed })}
              </small>
            )}
            {call.note && <p className={look.words}>{call.note}</p>}
            {opened?.id === call.id && (
              <div className={look.told} role="status">
                <a href={opened.to.kind === "phone" ? dialLink(opened.to.to) : `mailto:${opened.to.to}`}>{opened.to.to}</a>
                <p className={look.words}>
                  {[
                    opened.params["facility"],
                    opened.params["when"],
                    opened.params["month"],
                    opened.params["places"],
                    opened.params["words"],
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </p>
              </div>
            )}
            {call.mayAct && (
              <>
                <Form method="post" className={look.actions}>
                  <input type="hidden" name="id" value={call.id} />
                  <label className={look.field}>
                    <span>{t("calls.why")}</span>
                    <select name="reason" defaultValue={REASONS[0]}>
                      {REASONS.map((reason) => (
                        <option key={reason} value={reason}>
                          {common(`audit.why.${reason}`)}
                        </option>
                      ))}
                    </select>
                  </label>
                  <button className={look.plain} name="intent" value="open">
                    {t("calls.open")}
                  </button>
                </Form>
                <Form method="post" className={look.actions}>
                  <input type="hidden" name="id" value={call.id} />
                  <label className={look.field}>
                    <span>{t("calls.note")}</span>
                    <input name="note" maxLength={300} />
                  </label>
                  <button className={look.button} name="intent" value="reached">
                    {t("calls.reached")}
                  </button>
                  <button className={look.plain} name="intent" value="no-answer">
                    {t("calls.noAnswer")}
                  </button>
                  <button className={look.plain} name="intent" value="not-needed">
                    {t("calls.notNeeded")}
                  </button>
                </Form>
              </>
            )}
          </li>
        ))}
      </ul>
      <h2>{t("calls.late")}</h2>
      <p className={look.quiet}>{t("calls.lateWhat")}</p>
      {late.length === 0 && <p className={look.quiet}>{t("calls.noLate")}</p>}
      <ul className={look.list}>
        {late.map((one) => (
          <li key={one.id} className={look.card}>
            <div className={look.row}>
              <b>{ring(one)}</b>
              <ClockWords by={one.answerBy} now={now} />
            </div>
            <small className={look.quiet}>
              {t("calls.lateFacts", { reference: referenceText(one.reference), by: hour(one.answerBy) })}
            </small>
          </li>
        ))}
      </ul>
      <h2>{t("calls.stale")}</h2>
      {nudges.length === 0 && (
        <p className={look.quiet}>
          {t("calls.noStale")} <a href="/plan/vacancies">{t("calls.toVacancies")}</a>
        </p>
      )}
      <ul className={look.list}>
        {nudges.map((one) => (
          <li key={one.id} className={look.card}>
            <b>{ring(one)}</b>
            <p>
              <small className={look.quiet}>{t("calls.staleSince", { when: hour(one.madeAt) })}</small>{" "}
              <a href="/plan/vacancies">{t("calls.toVacancies")}</a>
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
