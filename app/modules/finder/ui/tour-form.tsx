import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Field, look, RefusedForm, Trap, useHour, type FormRefusal } from "./contact-form";

export interface SlotShown {
  readonly id: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly left: number;
}

interface SlotChoicesProps {
  readonly slots: readonly SlotShown[];
  readonly timeZone: string;
  readonly chosen?: string | undefined;
  readonly wrong?: string | undefined;
}

/** The hours there are; full ones stand there and say so. */
export function SlotChoices({ slots, timeZone, chosen, wrong }: SlotChoicesProps) {
  const { t } = useTranslation("finder");
  const hour = useHour(timeZone);
  return (
    <fieldset className={look.choices} aria-invalid={wrong ? true : undefined}>
      <legend>
        <b>{t("tour.field.slot")}</b>
      </legend>
      {wrong && <p className={look.wrong}>{wrong}</p>}
      {slots.map(({ id, startsAt, left }) => (
        <label key={id} className={look.choice}>
          <input type="radio" name="slot" value={id} disabled={left === 0} defaultChecked={id === chosen && left > 0} />
          <span>
            {hour(startsAt)} · {left === 0 ? t("tour.full") : t("tour.left", { count: left })}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface TourFormProps {
  readonly stamp: string;
  readonly slots: readonly SlotShown[];
  readonly timeZone: string;
  readonly answer: {
    readonly refusal: FormRefusal & {
      readonly problems?: Readonly<Partial<Record<"slot" | "name" | "reach" | "people", string>>>;
    };
    readonly typed: { readonly slot: string; readonly name: string; readonly reach: string; readonly people: string };
  } | null;
}

export function TourForm({ stamp, slots, timeZone, answer }: TourFormProps) {
  const { t } = useTranslation("finder");
  const { refusal = null, typed = null } = answer ?? {};
  const wrong = (field: "slot" | "name" | "reach" | "people") => {
    const problem = refusal?.problems?.[field];
    return problem && t(`tour.problem.${problem}`);
  };
  return (
    <Form method="post" noValidate className={look.form}>
      {refusal && <RefusedForm refusal={refusal} />}
      <Trap stamp={refusal?.kind === "once-more" ? refusal.stamp : stamp} />
      <SlotChoices slots={slots} timeZone={timeZone} chosen={typed?.slot} wrong={wrong("slot")} />
      <Field
        name="name"
        label={t("ask.field.name")}
        what={t("ask.what.name")}
        defaultValue={typed?.name ?? ""}
        wrong={wrong("name")}
        maxLength={40}
        autoComplete="name"
        required
      />
      <Field
        name="reach"
        label={t("ask.field.reach")}
        what={t("tour.what.reach")}
        defaultValue={typed?.reach ?? ""}
        wrong={wrong("reach")}
        maxLength={120}
        required
      />
      <Field
        name="people"
        label={t("tour.field.people")}
        type="number"
        min={1}
        max={9}
        defaultValue={typed?.people ?? "2"}
        wrong={wrong("people")}
        required
      />
      <p className={look.quiet}>{t("tour.kept")}</p>
      <button type="submit" className={look.button}>
        {t("tour.book")}
      </button>
    </Form>
  );
}
