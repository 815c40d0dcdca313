import { useState } from "react";
import { useTranslation } from "react-i18next";
import { instantOf, isLateEntry, minutesOf, wallClock, type CareFields } from "../../domain/care-form";
import classes from "./care.module.css";
import { Problem } from "./care-choices";
import { timeWords } from "./care-words";

interface CareTimesProps {
  readonly fields: CareFields;
  readonly timeZone: string;
  /** by the city's clock, as `began` */
  readonly now: number;
  /** ISO 8601 */
  readonly began: string;
  readonly onChange: (fields: CareFields) => void;
  /** of the beginning, or of the time it took */
  readonly problem: string | null;
}

/** From the tap on «start» to the tap on «save», unless somebody corrects it. */
export function CareTimes({ fields, timeZone, now, began, onChange, problem }: CareTimesProps) {
  const { t, i18n } = useTranslation("care");
  const [isOpen, setOpen] = useState(fields.isLate);
  const shown = { ...fields, beganAt: began };
  const minutes = minutesOf(shown, now);
  const field = (name: "beganAt" | "endedAt", label: string) => (
    <label style={{ display: "grid", gap: "0.35rem" }}>
      {label}
      <input
        type="datetime-local"
        className={classes.field}
        value={wallClock(shown[name] ?? "", timeZone)}
        onChange={(event) => {
          const instant = instantOf(event.currentTarget.value, timeZone);
          onChange({
            ...fields,
            ...(name === "beganAt" && { isBeganByHand: true }),
            [name]: name === "endedAt" && instant === "" ? null : instant,
          });
        }}
      />
    </label>
  );
  return (
    <fieldset className={classes.set}>
      <legend>{t("times.title")}</legend>
      {isLateEntry(shown, now, timeZone) && (
        <p className={classes.state} data-state="waiting" style={{ margin: "0 0 0.5rem" }}>
          {t("times.late")}
        </p>
      )}
      {isOpen ? (
        <div style={{ display: "grid", gap: "0.75rem" }}>
          {field("beganAt", t("times.began"))}
          {field("endedAt", t(fields.isLate ? "times.ended" : "times.endedOrSave"))}
          {fields.isLate && (
            <label className={classes.choice} data-on={fields.isFromPaper ? "" : undefined}>
              <input
                type="checkbox"
                checked={fields.isFromPaper}
                onChange={(event) => onChange({ ...fields, isFromPaper: event.currentTarget.checked })}
              />
              {t("times.paper")}
            </label>
          )}
        </div>
      ) : (
        <div className={classes.settled}>
          <span>
            {t("times.since", { from: timeWords(began, i18n.language, timeZone), minutes: minutes || 0 })}
            {fields.endedAt === null && ` · ${t("times.untilSave")}`}
          </span>
          <button type="button" className={classes.choice} onClick={() => setOpen(true)}>
            {t("times.correct")}
          </button>
        </div>
      )}
      <Problem words={problem} />
    </fieldset>
  );
}
