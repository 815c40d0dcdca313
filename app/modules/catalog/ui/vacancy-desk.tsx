import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { daysToTell, type ClassDesk, type VacancyDesk as Desk } from "../domain/operator-desk";
import { useClassWords } from "./class-words";
import { CountField } from "./count-field";
import classes from "./operate.module.css";
import { useVacancyWords } from "./vacancy-words";

export interface DeskAnswer {
  readonly refusal: string;
  readonly seconds: number;
  readonly typed: { readonly classId: string; readonly month: string; readonly taken: string; readonly held: string } | null;
}

interface VacancyDeskProps {
  readonly desk: Desk;
  readonly answer: DeskAnswer | null;
  /** where its forms go: the same page, for the same place */
  readonly action: string;
  readonly done: string | null;
}

/** «All still right» in one tap; below it each class in numbers, and what families see now. */
export function VacancyDesk({ desk, answer, action, done }: VacancyDeskProps) {
  const { t } = useTranslation("catalog");
  const { freshness } = desk;
  const days = daysToTell(desk);
  const hasWords = desk.classes.some(({ words }) => words.length > 0);
  return (
    <>
      {answer && (
        <p role="alert" className={classes.refusal}>
          {t(`operate.refusal.${answer.refusal}`, { minutes: Math.ceil(answer.seconds / 60) })}
        </p>
      )}
      {(done === "confirmed" || done === "said") && (
        <p role="status" className={classes.notice}>
          {t(`operate.${done}`)}
        </p>
      )}
      {done === "other-place" && (
        <p role="alert" className={classes.caution}>
          {t("operate.otherPlace", { name: desk.name })}
        </p>
      )}
      {days !== null && <p className={classes.caution}>{t("operate.nudge", { days })}</p>}
      {desk.classes.length === 0 && <p>{t("operate.nothing")}</p>}
      {hasWords ? (
        <Form method="post" action={action}>
          <button type="submit" name="intent" value="confirm" className={classes.big} aria-describedby="all-right-what">
            {t("operate.allRight")}
          </button>
          <p id="all-right-what" className={classes.quiet}>
            {t("operate.allRightWhat", { days: freshness.freshDays })}
          </p>
        </Form>
      ) : (
        desk.classes.length > 0 && <p>{t("operate.firstWords")}</p>
      )}
      {desk.classes.map((ofClass) => (
        <ClassCard key={ofClass.classId} {...{ ofClass, desk, action }} typed={answer?.typed ?? null} />
      ))}
      <p className={classes.quiet}>{t(desk.hasMailbox ? "operate.mailbox" : "operate.noMailbox")}</p>
    </>
  );
}

interface ClassCardProps {
  readonly ofClass: ClassDesk;
  readonly desk: Desk;
  readonly action: string;
  readonly typed: DeskAnswer["typed"];
}

function ClassCard({ ofClass, desk, action, typed }: ClassCardProps) {
  const { t } = useTranslation("catalog");
  const named = useClassWords();
  const { said, when, month: monthName } = useVacancyWords(desk.timeZone, desk.now);
  const { classId, staffed, licensed, words, seen } = ofClass;
  const [word] = words;
  const own = typed?.classId === classId ? typed : null;
  const isOver = word && staffed !== null && word.taken !== null && word.taken + word.held > staffed;
  const [thisMonth = "", ...later] = desk.months;
  return (
    <section className={classes.card} aria-labelledby={`class-${classId}`}>
      <h2 id={`class-${classId}`}>{named(ofClass)}</h2>
      <p>
        {t("operate.seenNow")} <span className={classes.seen}>{said(seen)}</span>
      </p>
      <p className={classes.quiet}>
        {staffed === null ? t("operate.staffedUnknown", { licensed }) : t("operate.staffed", { staffed, licensed })}
      </p>
      {isOver && <p className={classes.caution}>{t("operate.overfull")}</p>}
      <Form method="post" action={action} className={classes.fields} noValidate>
        <input type="hidden" name="class" value={classId} />
        <CountField
          name={`taken-${classId}`}
          label={t("operate.taken")}
          what={t("operate.takenWhat")}
          value={own?.taken ?? String(word?.taken ?? "")}
        />
        <CountField
          name={`held-${classId}`}
          label={t("operate.held")}
          what={t("operate.heldWhat")}
          value={own?.held ?? String(word?.held ?? 0)}
        />
        <label className={classes.field}>
          {t("operate.from")}
          <select name="month" defaultValue={own?.month ?? thisMonth}>
            <option value={thisMonth}>{t("operate.thisMonth", { month: monthName(thisMonth) })}</option>
            {later.map((month) => (
              <option key={month} value={month}>
                {monthName(month)}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" name="intent" value="say" className={classes.button}>
          {t("operate.say")}
        </button>
      </Form>
      {words.length > 0 && (
        <ul aria-label={t("operate.words")} className={`${classes.quiet} ${classes.words}`}>
          {words.map(({ startMonth: month, taken, held, confirmedAt }) => (
            <li key={month}>
              {t("operate.word", {
                month: monthName(month),
                taken: taken ?? t("operate.takenUnsaid"),
                held,
                when: when(confirmedAt),
              })}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
