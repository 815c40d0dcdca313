import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Field, look } from "./contact-form";

/** For a browser without scripts, or a link that was copied: it is pasted here. */
export function LinkEntry({ hasEnded, lead }: { readonly hasEnded: boolean; readonly lead: string }) {
  const { t } = useTranslation("finder");
  return (
    <Form method="post" className={look.form}>
      {hasEnded && (
        <div className={look.refused} role="alert">
          {t("contact.linkEnded")}
        </div>
      )}
      <p>{lead}</p>
      <input type="hidden" name="intent" value="open" />
      <Field name="secret" label={t("contact.link")} autoComplete="off" maxLength={300} required />
      <button type="submit" className={look.button}>
        {t("contact.openLink")}
      </button>
    </Form>
  );
}
