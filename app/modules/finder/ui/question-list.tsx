import { useTranslation } from "react-i18next";
import { look, useHour } from "./contact-form";

export interface ShownQuestion {
  readonly id: string;
  readonly asked: string;
  readonly askedAt: string;
  readonly answer: string | null;
  readonly answeredAt: string | null;
  readonly answeredBy: "operator" | "staff" | null;
}

interface QuestionListProps {
  readonly answered: readonly ShownQuestion[];
  readonly unanswered: readonly ShownQuestion[];
  readonly timeZone: string;
}

/** What was asked in public: answered ones first; apart from them those that staff let stand without an answer. */
export function QuestionList({ answered, unanswered, timeZone }: QuestionListProps) {
  const { t } = useTranslation("finder");
  const hour = useHour(timeZone);
  if (answered.length + unanswered.length === 0) return <p className={look.quiet}>{t("question.none")}</p>;
  const list = (questions: readonly ShownQuestion[]) => (
    <ul className={look.list}>
      {questions.map(({ id, asked, askedAt, answer, answeredAt, answeredBy }) => (
        <li key={id} className={look.card}>
          <p className={look.words}>
            <b>{asked}</b>
          </p>
          {answer !== null && <p className={look.words}>{answer}</p>}
          <small className={look.quiet}>
            {answeredAt && answeredBy
              ? t(`question.by.${answeredBy}`, { when: hour(answeredAt) })
              : t("question.askedOn", { when: hour(askedAt) })}
          </small>
        </li>
      ))}
    </ul>
  );
  return (
    <>
      {answered.length > 0 && list(answered)}
      {unanswered.length > 0 && (
        <>
          <h3>{t("question.unanswered")}</h3>
          {list(unanswered)}
        </>
      )}
    </>
  );
}
