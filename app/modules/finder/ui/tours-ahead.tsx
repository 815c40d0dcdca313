import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { referenceText } from "../domain/enquiry";
import { look, useHour } from "./contact-form";

export interface TourAheadShown {
  readonly id: string;
  readonly startsAt: string;
  readonly places: number;
  readonly taken: number;
  readonly bookings: readonly {
    readonly id: string;
    readonly reference: string;
    readonly said: { readonly name: string; readonly people: number; readonly reach: { readonly to: string } } | null;
  }[];
}

interface ToursAheadProps {
  readonly tours: readonly TourAheadShown[];
  readonly timeZone: string;
  readonly mayWithdraw: boolean;
  /** said where there is none */
  readonly none: string;
}

/** Each hour with who comes. */
export function ToursAhead({ tours, timeZone, mayWithdraw, none }: ToursAheadProps) {
  const { t } = useTranslation("finder");
  const hour = useHour(timeZone);
  if (tours.length === 0) return <p className={look.quiet}>{none}</p>;
  return (
    <ul className={look.list}>
      {tours.map(({ id, startsAt, places, taken, bookings }) => (
        <li key={id} className={look.card}>
          <div className={look.row}>
            <b>{hour(startsAt)}</b>
            <span>{t("tours.taken", { taken, places })}</span>
          </div>
          {bookings.length > 0 && (
            <ul>
              {bookings.map(({ id: key, reference, said }) => (
                <li key={key}>
                  {said
                    ? `${said.name} · ${said.reach.to} · ${t("tour.mine.people", { count: said.people })}`
                    : t("inbox.damaged")}{" "}
                  · {referenceText(reference)}
                </li>
              ))}
            </ul>
          )}
          {mayWithdraw && (
            <Form method="post" className={look.actions}>
              <input type="hidden" name="slot" value={id} />
              <button
                className={look.plain}
                name="intent"
                value="withdraw"
                aria-label={t("tours.withdrawOf", { when: hour(startsAt) })}
              >
                {t(bookings.length > 0 ? "tours.withdrawAndTell" : "tours.withdraw", { count: bookings.length })}
              </button>
            </Form>
          )}
        </li>
      ))}
    </ul>
  );
}
