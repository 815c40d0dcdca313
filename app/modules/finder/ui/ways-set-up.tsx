import { useTranslation } from "react-i18next";
import type { WaysHere } from "../domain/message";
import { look } from "./contact-form";

/** Whom each way reaches, and that some reach no family at all. */
export function WaysSetUp({ ways: { mail, text, staff } }: { readonly ways: WaysHere }) {
  const { t, i18n } = useTranslation("finder");
  const listed = (words: readonly string[]) => words.join(i18n.language === "en" ? ", " : "、");
  return (
    <details>
      <summary>{t("calls.ways.title")}</summary>
      <ul>
        <li>{t(mail ? "calls.ways.mail" : "calls.ways.noMail")}</li>
        <li>
          {text.length > 0
            ? t("calls.ways.text", { kinds: listed(text.map((kind) => t(`calls.kind.${kind}`))) })
            : t("calls.ways.noText")}
        </li>
        <li>
          {staff.length > 0
            ? t("calls.ways.staff", { names: listed(staff.map((way) => t(`calls.ways.name.${way}`))) })
            : t("calls.ways.noStaff")}
        </li>
      </ul>
      <p className={look.quiet}>{t("calls.ways.where")}</p>
    </details>
  );
}
