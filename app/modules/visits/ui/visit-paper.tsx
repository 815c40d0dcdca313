import { useTranslation } from "react-i18next";
import { DANGER_SIGNS } from "../domain/danger-signs";
import {
  CIRCUMSTANCES,
  CONDITIONS,
  FINDING_KINDS,
  HOME_PARTS,
  LOOKED,
  VISIT_CHANNELS,
  VISIT_OUTCOMES,
  VISIT_PURPOSES,
} from "../domain/visit-log";
import classes from "./visit-paper.module.css";

interface Props {
  /** whom it is printed for; null = anybody, to be written by hand */
  readonly person: { readonly name: string; readonly registerNumber: string; readonly last: string | null } | null;
  /** who printed it, when, under which number; null = blank */
  readonly printed: string | null;
}

/** 探访记录表 on A4, in the same order as on the phone: what is ticked here is typed in later as it stands. */
export function VisitPaper({ person, printed }: Props) {
  const { t } = useTranslation(["visits", "care"]);
  const line = t("paper.line");
  const choice = (title: string, words: readonly string[]) => (
    <tr>
      <th scope="row">{title}</th>
      <td className={classes.boxes}>
        {words.map((word) => (
          <span key={word}>{word}</span>
        ))}
      </td>
    </tr>
  );
  const looked = (title: string, parts: readonly string[]) => (
    <tr>
      <th scope="row">{title}</th>
      <td>
        {parts.map((part) => (
          <div key={part} className={classes.boxes}>
            <b>{t(`looked.${part}`)}</b>
            {LOOKED.map((is) => (
              <span key={is}>{t(`lookedIs.${is}`)}</span>
            ))}
          </div>
        ))}
      </td>
    </tr>
  );
  return (
    <article className={classes.paper}>
      <h2>{t("paper.title")}</h2>
      <p className={classes.head}>
        <span>{t("paper.name", { name: person?.name ?? line })}</span>
        <span>{t("paper.number", { number: person?.registerNumber ?? line })}</span>
        <span>{t("paper.author", { name: line })}</span>
      </p>
      <p className={classes.head}>
        <span>{t("paper.when", { line })}</span>
        <span>{t("paper.minutes", { line })}</span>
        {person && <span>{t("paper.last", { last: person.last ?? t("paper.never") })}</span>}
      </p>
      <table>
        <tbody>
          {choice(
            t("form.outcome"),
            VISIT_OUTCOMES.map((one) => t(`outcome.${one}`)),
          )}
          {choice(
            t("form.channel"),
            VISIT_CHANNELS.map((one) => t(`channel.${one}`)),
          )}
          {choice(
            t("form.purpose"),
            VISIT_PURPOSES.map((one) => t(`purpose.${one}`)),
          )}
          {looked(t("form.condition"), CONDITIONS)}
          {looked(t("form.home"), HOME_PARTS)}
          {looked(t("form.circumstances"), CIRCUMSTANCES)}
          <tr>
            <th scope="row">{t("form.needs")}</th>
            <td className={classes.room} />
          </tr>
          {choice(
            t("form.findings"),
            FINDING_KINDS.map((one) => t(`finding.${one}`)),
          )}
          {choice(
            t("form.danger"),
            DANGER_SIGNS.map((one) => t(`care:danger.sign.${one}`)),
          )}
          <tr>
            <th scope="row">{t("form.note")}</th>
            <td className={classes.room} />
          </tr>
        </tbody>
      </table>
      <p className={classes.head}>
        <span>{t("paper.signedVisitor", { line })}</span>
        <span>{t("paper.signedPerson", { line })}</span>
        <span>{t("paper.typedIn", { line })}</span>
      </p>
      <p className={classes.quiet}>{t("paper.later")}</p>
      {printed && <p className={classes.quiet}>{printed}</p>}
    </article>
  );
}
