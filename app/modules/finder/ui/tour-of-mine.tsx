import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { dialLink } from "~/ui/layout/dial-link";
import { referenceText } from "../domain/enquiry";
import { look, useHour } from "./contact-form";
import { SlotChoices, type SlotShown } from "./tour-form";

interface TourOfMineProps {
  readonly tour: {
    readonly facility: {
      readonly id: string;
      readonly name: string;
      readonly address: string;
      readonly phone: string | null;
      readonly timeZone: string;
    };
    readonly reference: string;
    readonly startsAt: string;
    readonly people: number | null;
    readonly cancelledBy: "family" | "operator" | null;
    readonly mayChange: boolean;
    readonly others: readonly SlotShown[];
  };
  readonly isDone: "moved" | "cancelled" | null;
}

export function TourOfMine({ tour, isDone }: TourOfMineProps) {
  const { t } = useTranslation("finder");
  const { facility, reference, startsAt, people, cancelledBy, mayChange, others } = tour;
  const hour = useHour(facility.timeZone);
  return (
    <>
      {isDone && (
        <p className={look.told} role="status">
          {t(`tour.mine.done.${isDone}`)}
        </p>
      )}
      <section className={look.card} aria-label={facility.name}>
        <h2>{facility.name}</h2>
        <p>
          <b>{hour(startsAt)}</b>
          {people !== null && ` · ${t("tour.mine.people", { count: people })}`}
        </p>
        {facility.address && <p>{facility.address}</p>}
        <p>
          {t("ask.told.reference")} <span className={look.reference}>{referenceText(reference)}</span>
        </p>
        {facility.phone && (
          <p>
            {t("contact.ring")} <a href={dialLink(facility.phone)}>{facility.phone}</a>
          </p>
        )}
        {cancelledBy ? (
          <p className={look.late}>{t(`tour.mine.cancelled.${cancelledBy}`)}</p>
        ) : (
          <p>
            <a href="/my/tour/calendar" download>
              {t("tour.mine.calendar")}
            </a>
          </p>
        )}
        {!cancelledBy && !mayChange && <p>{t("tour.mine.late")}</p>}
      </section>
      {mayChange && others.length > 0 && (
        <Form method="post" className={look.form}>
          <input type="hidden" name="intent" value="move" />
          <SlotChoices slots={others} timeZone={facility.timeZone} />
          <button type="submit" className={look.plain}>
            {t("tour.mine.move")}
          </button>
        </Form>
      )}
      {mayChange && (
        <Form method="post" className={look.form}>
          <input type="hidden" name="intent" value="cancel" />
          <button type="submit" className={look.plain}>
            {t("tour.mine.cancel")}
          </button>
        </Form>
      )}
      {cancelledBy && <Link to={`/find/${facility.id}/tour`}>{t("tour.mine.again")}</Link>}
      <Form method="post" className={look.form}>
        <input type="hidden" name="intent" value="leave" />
        <button type="submit" className={look.plain}>
          {t("contact.leave")}
        </button>
      </Form>
    </>
  );
}
