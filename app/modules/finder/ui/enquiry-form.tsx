import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { dialLink } from "~/ui/layout/dial-link";
import { LONGEST, type EnquiryAsk, type EnquiryProblems } from "../domain/enquiry";
import { Field, look, RefusedForm, Trap, type FormRefusal } from "./contact-form";

interface EnquiryFormProps {
  readonly stamp: string;
  readonly phone: string | null;
  /** children are looked after here: how old one is decides; of nobody else a birth is asked */
  readonly asksBirth: boolean;
  readonly answer: {
    readonly refusal: FormRefusal & { readonly problems?: EnquiryProblems };
    readonly typed: EnquiryAsk;
  } | null;
}

/** Who asks, how they are reached, what; what was typed stays when something is missing. */
export function EnquiryForm({ stamp, phone, asksBirth, answer }: EnquiryFormProps) {
  const { t } = useTranslation("finder");
  const { refusal = null, typed = null } = answer ?? {};
  const problems = refusal?.problems ?? {};
  const wrong = (field: keyof EnquiryAsk) => problems[field] && t(`ask.problem.${problems[field]}`);
  const field = (name: keyof EnquiryAsk) => ({
    ...{ name, label: t(`ask.field.${name}`), defaultValue: typed?.[name] ?? "", wrong: wrong(name) },
    maxLength: LONGEST[name === "bornMonth" || name === "startMonth" ? "month" : name],
  });
  return (
    <Form method="post" noValidate className={look.form}>
      {refusal && (
        <RefusedForm refusal={refusal}>
          {phone && (
            <p>
              {t("contact.orRing")} <a href={dialLink(phone)}>{phone}</a>
            </p>
          )}
        </RefusedForm>
      )}
      <Trap stamp={refusal?.kind === "once-more" ? refusal.stamp : stamp} />
      <input type="hidden" name="intent" value="ask" />
      <Field {...field("about")} what={t(asksBirth ? "ask.what.about" : "ask.what.aboutAny")} rows={5} required />
      <Field {...field("name")} what={t("ask.what.name")} autoComplete="name" required />
      <Field {...field("reach")} what={t("ask.what.reach")} required />
      <div className={look.two}>
        {asksBirth && <Field {...field("bornMonth")} type="month" what={t("ask.what.bornMonth")} placeholder="2025-03" />}
        <Field {...field("startMonth")} type="month" what={t("ask.what.startMonth")} placeholder="2027-03" />
      </div>
      <p className={look.quiet}>{t("ask.kept")}</p>
      <button type="submit" className={look.button}>
        {t("ask.send")}
      </button>
    </Form>
  );
}
