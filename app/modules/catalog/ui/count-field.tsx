import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { ClientOnly } from "~/ui/layout/client-only";
import classes from "./operate.module.css";

interface CountFieldProps {
  readonly name: string;
  readonly label: string;
  readonly what?: string;
  readonly value: string;
  readonly isRequired?: boolean;
}

/** A number for thumbs: one less, one more; without scripts the field alone does. */
export function CountField({ name, label, what, value, isRequired = false }: CountFieldProps) {
  const { t } = useTranslation("catalog");
  const field = useRef<HTMLInputElement>(null);
  const step = (by: number) => {
    if (field.current) field.current.value = String(Math.max(0, Number(field.current.value || 0) + by));
  };
  // Its room is kept until the scripts are there: nothing may move under a thumb.
  const room = (sign: string) => (
    <button type="button" disabled aria-hidden className={classes.notYet}>
      {sign}
    </button>
  );
  const button = (by: number, sign: string, said: string) => (
    <ClientOnly fallback={room(sign)}>
      {() => (
        <button type="button" onClick={() => step(by)} aria-label={`${label}: ${said}`}>
          {sign}
        </button>
      )}
    </ClientOnly>
  );
  return (
    <div className={classes.field}>
      <label htmlFor={`${name}-field`}>{label}</label>
      <div className={classes.step}>
        {button(-1, "−", t("operate.less"))}
        <input
          {...{ id: `${name}-field`, name: name.split("-")[0], defaultValue: value, ref: field, required: isRequired }}
          {...{ type: "number", inputMode: "numeric", min: 0, max: 100_000, step: 1, className: classes.count }}
        />
        {button(1, "+", t("operate.more"))}
      </div>
      {what && <span className={classes.quiet}>{what}</span>}
    </div>
  );
}
