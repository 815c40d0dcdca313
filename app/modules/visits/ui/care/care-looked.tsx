import { useState } from "react";
import { useTranslation } from "react-i18next";
import { allFine, PARTS_OF, type CareFields, type LookedSection } from "../../domain/care-form";
import { LOOKED } from "../../domain/visit-log";
import classes from "./care.module.css";
import { ChoiceSet, Problem } from "./care-choices";

interface CareLookedProps {
  readonly section: LookedSection;
  readonly fields: CareFields;
  readonly onChange: (fields: CareFields) => void;
  /** it must be answered, and is not */
  readonly problem: string | null;
}

/** Five parts in one tap when all is well, one by one when it is not; nothing is said until somebody says it. */
export function CareLooked({ section, fields, onChange, problem }: CareLookedProps) {
  const { t } = useTranslation("care");
  const { t: say } = useTranslation("visits");
  const [isOpen, setOpen] = useState(false);
  const parts = PARTS_OF[section];
  const said = parts.filter((part) => fields.looked[part]);
  const isAllFine = parts.every((part) => fields.looked[part] === "fine");
  if (isAllFine && !isOpen)
    return (
      <div className={classes.settled}>
        <b>{t("form.settled", { section: t(`section.${section}`), said: t("form.allFine") })}</b>
        <button
          type="button"
          className={classes.choice}
          aria-label={`${t("form.change")} ${t(`section.${section}`)}`}
          onClick={() => setOpen(true)}
        >
          {t("form.change")}
        </button>
      </div>
    );
  if (!isOpen && said.length === 0)
    return (
      <fieldset className={classes.set}>
        <legend>{t(`section.${section}`)}</legend>
        <div className={classes.ways}>
          <button type="button" className={classes.big} data-tone="quiet" onClick={() => onChange(allFine(fields, section))}>
            {t("form.allFine")}
          </button>
          <button type="button" className={classes.choice} onClick={() => setOpen(true)}>
            {t("form.oneByOne")}
          </button>
        </div>
        <p style={{ margin: "0.35rem 0 0", color: "var(--quiet)" }}>
          {parts.map((part) => say(`looked.${part}`)).join(t("form.comma"))}
        </p>
        <Problem words={problem} />
      </fieldset>
    );
  return (
    <fieldset className={classes.set}>
      <legend>{t(`section.${section}`)}</legend>
      {parts.map((part) => (
        <ChoiceSet
          key={part}
          isPart
          legend={say(`looked.${part}`)}
          choices={LOOKED.map((value) => ({
            value,
            label: say(`lookedIs.${value}`),
            tone: value === "concern" ? ("concern" as const) : undefined,
          }))}
          value={fields.looked[part] ?? null}
          onChoose={(value) => onChange({ ...fields, looked: { ...fields.looked, [part]: value } })}
        />
      ))}
      {said.length < parts.length && (
        <button type="button" className={classes.big} data-tone="quiet" onClick={() => onChange(allFine(fields, section))}>
          {t("form.restFine")}
        </button>
      )}
      <Problem words={problem} />
    </fieldset>
  );
}
