import { useTranslation } from "react-i18next";
import classes from "./progress.module.css";
import { progressText } from "./progress-text";
import type { AnswerProgress } from "./use-answer-progress";

interface ProgressLineProps {
  readonly progress: AnswerProgress;
  readonly label: string;
}

/** A bar and what is gone through just now. Where nobody knows how far it is, the bar says only that it goes on. */
export function ProgressLine({ progress, label }: ProgressLineProps) {
  const { t, i18n } = useTranslation("coverage");
  const text = progressText(progress, i18n.language, t);
  return (
    <span className={classes.line}>
      <span className={classes.text}>{text}</span>
      <progress
        className={classes.bar}
        aria-label={label}
        aria-valuetext={text}
        max={1}
        {...(progress.share === null ? {} : { value: progress.share })}
      />
    </span>
  );
}
