import { useTranslation } from "react-i18next";
import { dialLink } from "~/ui/layout/dial-link";
import { afterNoAnswer } from "../../domain/after-no-answer";
import type { CareList, CareResident } from "../../domain/care-list";
import classes from "./care.module.css";
import { Contacts } from "./care-person";

interface NoAnswerProps {
  readonly resident: CareResident;
  readonly list: Pick<CareList, "onDuty" | "ladder">;
  readonly onSaveAndRingAgain: () => void;
}

/** Nobody opens: what happens from here by itself, and what whoever stands there can do meanwhile. */
export function NoAnswer({ resident, list: { onDuty, ladder }, onSaveAndRingAgain }: NoAnswerProps) {
  const { t } = useTranslation("care");
  const { minutes, then } = afterNoAnswer(ladder);
  return (
    <section className={classes.line} data-tone="warn" style={{ display: "block" }}>
      <b>{t("noAnswer.title")}</b>
      <ol style={{ margin: "0.5rem 0", paddingInlineStart: "1.5rem" }}>
        <li>{t("noAnswer.step.save")}</li>
        <li>{t("noAnswer.step.again", { minutes })}</li>
        <li>
          {t("noAnswer.step.then")}
          <ul style={{ margin: 0, paddingInlineStart: "1.25rem" }}>
            {then
              .filter(({ who }) => who !== "contact" || resident.contacts.length > 0)
              .map(({ who, after }) => (
                <li key={who}>{t(`noAnswer.rung.${who}`, { after })}</li>
              ))}
          </ul>
        </li>
      </ol>
      <div style={{ display: "grid", gap: "0.5rem" }}>
        <button type="button" className={classes.big} data-tone="quiet" onClick={onSaveAndRingAgain}>
          {t("noAnswer.ringAgain")}
        </button>
        {resident.phone && (
          <a className={classes.big} data-tone="quiet" href={dialLink(resident.phone)}>
            {t("noAnswer.call")}
          </a>
        )}
        {onDuty.map(({ name, phone }) => (
          <a key={`${name} ${phone}`} className={classes.big} data-tone="quiet" href={dialLink(phone)}>
            {t("danger.duty", { name, phone })}
          </a>
        ))}
      </div>
      <Contacts resident={resident} />
      <p style={{ margin: "0.5rem 0 0" }}>{t("noAnswer.danger")}</p>
    </section>
  );
}
