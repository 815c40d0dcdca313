import { useId, type ReactNode } from "react";
import classes from "./care.module.css";

interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly tone?: "danger" | "concern";
}

interface ChoiceSetProps<T extends string> {
  readonly legend: string;
  readonly choices: readonly Choice<T>[];
  readonly value: T | null;
  readonly onChoose: (value: T) => void;
  readonly problem?: string | null;
  readonly isFirst?: boolean;
  readonly isPart?: boolean;
}

/** One of a few, each as large as a thumb. */
export function ChoiceSet<T extends string>(props: ChoiceSetProps<T>) {
  const { legend, choices, value, onChoose, problem = null, isFirst = false, isPart = false } = props;
  const name = useId();
  return (
    <fieldset className={isPart ? classes.part : `${classes.set} ${isFirst ? classes.first : ""}`}>
      <legend>{legend}</legend>
      <div className={classes.choices}>
        {choices.map((choice) => (
          <label
            key={choice.value}
            className={classes.choice}
            data-on={choice.value === value ? "" : undefined}
            data-tone={choice.tone}
          >
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChoose(choice.value)}
            />
            {choice.label}
          </label>
        ))}
      </div>
      <Problem words={problem} />
    </fieldset>
  );
}

interface TickSetProps<T extends string> {
  readonly legend: string;
  readonly what?: string;
  readonly choices: readonly Choice<T>[];
  readonly ticked: readonly T[];
  readonly onTick: (value: T, isOn: boolean) => void;
}

/** Any of a few. */
export function TickSet<T extends string>({ legend, what, choices, ticked, onTick }: TickSetProps<T>) {
  return (
    <fieldset className={classes.set}>
      <legend>{legend}</legend>
      {what && <p style={{ margin: "0 0 0.5rem" }}>{what}</p>}
      <div className={classes.choices}>
        {choices.map(({ value, label, tone }) => (
          <label key={value} className={classes.choice} data-on={ticked.includes(value) ? "" : undefined} data-tone={tone}>
            <input
              type="checkbox"
              value={value}
              checked={ticked.includes(value)}
              onChange={(event) => onTick(value, event.currentTarget.checked)}
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export function Problem({ words }: { readonly words: string | null }) {
  return words ? (
    <p className={classes.problem} role="alert">
      {words}
    </p>
  ) : null;
}

/** One line across the screen: what stands in the way, and what to do about it. */
export function CareLine({ tone, children }: { readonly tone?: "warn" | "bad"; readonly children: ReactNode }) {
  return (
    <div className={classes.line} data-tone={tone} role="status">
      {children}
    </div>
  );
}
