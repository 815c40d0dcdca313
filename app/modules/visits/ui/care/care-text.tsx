import { useTranslation } from "react-i18next";
import classes from "./care.module.css";
import { Problem } from "./care-choices";

interface CareTextProps {
  readonly label: string;
  readonly value: string;
  readonly most: number;
  readonly onType: (text: string) => void;
  readonly problem?: string | null;
}

export function CareText({ label, value, most, onType, problem = null }: CareTextProps) {
  return (
    <div>
      <label style={{ display: "grid", gap: "0.35rem", fontWeight: 650 }}>
        {label}
        <textarea
          className={classes.field}
          style={{ fontWeight: 400 }}
          rows={2}
          value={value}
          maxLength={most}
          onChange={(event) => onType(event.currentTarget.value)}
        />
      </label>
      <Problem words={problem} />
    </div>
  );
}

const REASONS = ["not-needed", "busy", "unwell", "stranger", "family", "displeased"] as const;

/** Why somebody would not, in one tap; the words go into the note, where more may be said. */
export function CareReasons({ value, most, onType }: Pick<CareTextProps, "value" | "most" | "onType">) {
  const { t } = useTranslation("care");
  const said = value.split(t("form.comma"));
  const toggled = (words: string) =>
    (said.includes(words) ? said.filter((each) => each !== words) : [...said.filter(Boolean), words]).join(t("form.comma"));
  return (
    <fieldset className={classes.set}>
      <legend>{t("form.why")}</legend>
      <div className={classes.choices}>
        {REASONS.map((reason) => {
          const words = t(`reason.${reason}`);
          const isOn = said.includes(words);
          return (
            <button
              key={reason}
              type="button"
              className={classes.choice}
              aria-pressed={isOn}
              data-on={isOn ? "" : undefined}
              onClick={() => toggled(words).length <= most && onType(toggled(words))}
            >
              {words}
            </button>
          );
        })}
      </div>
    </fieldset>
  );
}
