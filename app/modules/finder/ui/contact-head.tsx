import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { dialLink } from "~/ui/layout/dial-link";

interface ContactHeadProps {
  readonly facility: { readonly id: string; readonly name: string; readonly phone: string | null };
  readonly title: string;
  readonly lead: string;
}

/** Which facility this is about, the way back to it, and its number: a call is quicker than any form. */
export function ContactHead({ facility: { id, name, phone }, title, lead }: ContactHeadProps) {
  const { t } = useTranslation("finder");
  return (
    <header>
      <p>
        <Link to={`/find/${id}`}>{t("contact.back", { facility: name })}</Link>
      </p>
      <h1>{title}</h1>
      <p>{lead}</p>
      {phone && (
        <p>
          {t("contact.ring")} <a href={dialLink(phone)}>{phone}</a>
        </p>
      )}
    </header>
  );
}
