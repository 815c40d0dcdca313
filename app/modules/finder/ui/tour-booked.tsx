import { useTranslation } from "react-i18next";
import { referenceText } from "../domain/enquiry";
import { look, useHour } from "./contact-form";

interface TourBookedProps {
  readonly booked: { readonly reference: string; readonly startsAt: string; readonly secret: string };
  readonly timeZone: string;
}

/** The hour, the number to name, and the one link by which it is moved or cancelled. */
export function TourBooked({ booked, timeZone }: TourBookedProps) {
  const { t } = useTranslation("finder");
  const hour = useHour(timeZone);
  return (
    <div className={look.told} role="status">
      <strong>{t("tour.booked.title", { when: hour(booked.startsAt) })}</strong>
      <p>
        {t("ask.told.reference")} <span className={look.reference}>{referenceText(booked.reference)}</span>
      </p>
      <p>{t("tour.booked.link")}</p>
      <p>
        <a href={`/my/tour#${booked.secret}`}>{t("tour.booked.open")}</a>
      </p>
    </div>
  );
}
