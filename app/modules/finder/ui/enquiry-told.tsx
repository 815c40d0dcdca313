import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { referenceText } from "../domain/enquiry";
import { look, useHour } from "./contact-form";

interface EnquiryToldProps {
  readonly asked: { readonly reference: string; readonly answerBy: string };
  readonly facility: { readonly id: string; readonly name: string };
  readonly timeZone: string;
}

/** By when somebody answers, and the number to name. */
export function EnquiryTold({ asked, facility, timeZone }: EnquiryToldProps) {
  const { t } = useTranslation("finder");
  const hour = useHour(timeZone);
  return (
    <div className={look.told} role="status">
      <strong>{t("ask.told.title", { facility: facility.name })}</strong>
      <p>{t("ask.told.until", { when: hour(asked.answerBy) })}</p>
      <p>
        {t("ask.told.reference")} <span className={look.reference}>{referenceText(asked.reference)}</span>
      </p>
      <p>{t("ask.told.otherwise")}</p>
      <p>
        <Link to={`/find/${facility.id}/tour`}>{t("ask.told.tour")}</Link>
      </p>
    </div>
  );
}
