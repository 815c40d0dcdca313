import { useId, type ComponentProps, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import look from "./contact-form.module.css";

interface FieldProps extends ComponentProps<"input"> {
  readonly label: string;
  readonly what?: string;
  readonly wrong?: string | undefined;
  readonly rows?: number;
}

/** A word and its box; what is wrong with it stands beside it and is read out with it. */
export function Field({ label, what, wrong, rows, ...input }: FieldProps) {
  const id = useId();
  const said = { "aria-invalid": wrong ? true : undefined, "aria-describedby": `${id}-what ${id}-wrong` };
  return (
    <label className={look.field}>
      <span>{label}</span>
      {what && <small id={`${id}-what`}>{what}</small>}
      {rows ? <textarea rows={rows} {...said} {...(input as ComponentProps<"textarea">)} /> : <input {...said} {...input} />}
      {wrong && (
        <span className={look.wrong} id={`${id}-wrong`}>
          {wrong}
        </span>
      )}
    </label>
  );
}

/** What no person sees; whoever fills it in fills in everything. */
export function Trap({ stamp }: { readonly stamp: string }) {
  const { t } = useTranslation("finder");
  return (
    <>
      <input type="hidden" name="stamp" value={stamp} />
      <div className={look.trap} aria-hidden="true">
        <label>
          {t("contact.leaveEmpty")}
          <input name="website" tabIndex={-1} autoComplete="off" />
        </label>
      </div>
    </>
  );
}

export type FormRefusal =
  | { readonly kind: "incomplete" }
  | { readonly kind: "once-more"; readonly stamp: string }
  | { readonly kind: "try-later"; readonly seconds: number };

/** What happened, that nothing typed is lost, and what to do. */
export function RefusedForm({ refusal, children }: { readonly refusal: FormRefusal; readonly children?: ReactNode }) {
  const { t } = useTranslation("finder");
  return (
    <div className={look.refused} role="alert">
      <strong>{t(`contact.refused.${refusal.kind}`)}</strong>
      {refusal.kind === "try-later" && <p>{t("contact.later", { minutes: Math.ceil(refusal.seconds / 60) })}</p>}
      {refusal.kind === "once-more" && <p>{t("contact.onceMore")}</p>}
      {children}
    </div>
  );
}

/** «7 月 3 日 星期五 15:30», in the city's zone. */
export function useHour(timeZone: string): (iso: string) => string {
  const { i18n } = useTranslation();
  const clock = new Intl.DateTimeFormat(i18n.language === "en" ? "en-GB" : "zh-CN", {
    ...{ timeZone, month: "long", day: "numeric", weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  });
  return (iso) => clock.format(new Date(iso));
}

export { look };
