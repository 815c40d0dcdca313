import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { look, useHour } from "./contact-form";

interface AlertOfMineProps {
  readonly alert: {
    readonly isLive: boolean;
    readonly place: string;
    readonly startMonth: string;
    readonly bornMonth: string | null;
    readonly facility: string | null;
    readonly minutes: number | null;
    readonly endsAt: string;
    readonly timeZone: string;
    readonly watched: number;
    readonly free: readonly {
      readonly facilityId: string;
      readonly name: string;
      readonly places: number;
      readonly confirmedAt: string;
    }[];
  };
}

export function AlertOfMine({ alert }: AlertOfMineProps) {
  const { t } = useTranslation("finder");
  const { isLive, place, startMonth, bornMonth, facility, minutes, endsAt, timeZone, watched, free } = alert;
  const hour = useHour(timeZone);
  return (
    <>
      <p className={look.told} role="status">
        <strong>{t(isLive ? "alert.mine.live" : "alert.mine.ended")}</strong>
        <br />
        {facility === null ? t("alert.mine.round", { place, count: minutes ?? 0 }) : facility} ·{" "}
        {t("inbox.start", { month: startMonth })}
        {bornMonth && ` · ${t("inbox.born", { month: bornMonth })}`}
      </p>
      {isLive && (
        <>
          <p>{watched === 0 ? t("alert.mine.nothing") : t("alert.mine.watched", { count: watched, until: hour(endsAt) })}</p>
          <h2>{t("alert.mine.free")}</h2>
          {free.length === 0 ? (
            <p className={look.quiet}>{t("alert.mine.none")}</p>
          ) : (
            <ul className={look.list}>
              {free.map(({ facilityId, name, places, confirmedAt }) => (
                <li key={`${facilityId}${confirmedAt}`} className={look.card}>
                  <Link to={`/find/${facilityId}`}>{name}</Link> ·{" "}
                  {t("alert.mine.places", { count: places, when: hour(confirmedAt) })}
                </li>
              ))}
            </ul>
          )}
          <Form method="post" className={look.form}>
            <input type="hidden" name="intent" value="stop" />
            <button type="submit" className={look.button}>
              {t("alert.mine.stop")}
            </button>
          </Form>
        </>
      )}
    </>
  );
}
