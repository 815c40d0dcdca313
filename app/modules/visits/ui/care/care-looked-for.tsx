import { useTranslation } from "react-i18next";
import type { CareAlarm, CareList, CareResident } from "../../domain/care-list";
import type { LookedFor } from "../../domain/looked-for";
import classes from "./care.module.css";
import { CarePerson, Ways } from "./care-person";
import { hourWords } from "./care-words";

interface CareLookedForProps {
  readonly list: CareList;
  readonly people: readonly LookedFor[];
  readonly now: number;
  /** something waits on this phone: the server may not have heard of it */
  readonly isUnsent: boolean;
  readonly onStart: (residentId: string) => void;
}

/** Whose door was not opened: until when to try again, and what the server does by itself from then on. */
export function CareLookedFor({ list, people, now, isUnsent, onStart }: CareLookedForProps) {
  return people.map((one) => {
    const resident = list.residents.find(({ id }) => id === one.residentId);
    const name = resident?.name ?? list.alarms?.find(({ id }) => id === one.alarmId)?.name ?? "";
    return <OneLookedFor key={one.residentId} {...{ list, one, name, now, isUnsent, onStart }} resident={resident ?? null} />;
  });
}

interface OneLookedForProps extends Pick<CareLookedForProps, "list" | "now" | "isUnsent" | "onStart"> {
  readonly one: LookedFor;
  readonly name: string;
  /** null = no longer on the list: the alarm's own page leads there */
  readonly resident: CareResident | null;
}

function OneLookedFor({ list, one, name, resident, now, isUnsent, onStart }: OneLookedForProps) {
  const { t } = useTranslation("care");
  const hour = (at: number) => hourWords(at, now, list.city.timeZone);
  const { since, tryBefore, isTaken, alarmId } = one;
  // Where no contact is registered there is none to ring.
  const ahead = one.ahead.filter(({ who }) => who !== "contact" || resident === null || resident.contacts.length > 0);
  // The server heard of it late, or did not yet: it begins with whoever's turn it is, and goes on from then.
  const overdue = Math.max(0, now - (one.ahead[0]?.at ?? now));
  const first = tryBefore !== null && tryBefore > now;
  return (
    <section className={classes.next} data-tone="warn" aria-label={t("lookedFor.title", { name })}>
      <h2 className={classes.name}>
        {name}
        <span style={{ display: "block", fontSize: "1.125rem" }}>
          {first ? t("lookedFor.tryBefore", { at: hour(tryBefore) }) : t("lookedFor.notFound")}
        </span>
      </h2>
      <p style={{ margin: "0.25rem 0" }}>
        {t("lookedFor.since", { at: hour(since) })}
        {isTaken && ` ${t("lookedFor.isTaken")}`}
      </p>
      {ahead.length > 0 ? (
        <ul style={{ margin: "0 0 0.5rem", paddingInlineStart: "1.25rem" }}>
          {ahead.map(({ who, at }) => (
            <li key={who}>{t(`lookedFor.rung.${who}`, { at: hour(at + overdue) })}</li>
          ))}
        </ul>
      ) : (
        <p style={{ margin: "0 0 0.5rem" }}>{t("lookedFor.allTold")}</p>
      )}
      <p style={{ margin: "0 0 0.5rem" }}>{t(alarmId === null && isUnsent ? "lookedFor.unsent" : "lookedFor.sent")}</p>
      {resident && <CarePerson list={list} resident={resident} isShort />}
      {resident && <Ways resident={resident} />}
      <div style={{ display: "grid", marginTop: "0.5rem" }}>
        {resident ? (
          <button
            type="button"
            className={classes.big}
            aria-label={t("lookedFor.goOf", { name })}
            onClick={() => onStart(resident.id)}
          >
            {t("lookedFor.go")}
          </button>
        ) : (
          alarmId && <AlarmLink id={alarmId} name={name} cityCode={list.city.code} />
        )}
      </div>
    </section>
  );
}

interface CalledUponProps {
  readonly alarms: readonly CareAlarm[];
  readonly city: CareList["city"];
  readonly now: number;
}

/** Alarms of others, or of what was found, that were told to whoever holds this phone: what is known of them stands on the desk's page. */
export function CalledUpon({ alarms, city, now }: CalledUponProps) {
  const { t } = useTranslation("care");
  const theirs = alarms.filter(({ kind, isOwn }) => kind !== "visit" || !isOwn);
  return theirs.map(({ id, kind, why, signs, name, beganAt, isTaken }) => (
    <div key={id} className={classes.line} data-tone={isTaken ? "warn" : "bad"}>
      <span>
        {t(`calledUpon.${why ?? kind}`, {
          name: name ?? t("calledUpon.somebody"),
          at: hourWords(Date.parse(beganAt), now, city.timeZone),
        })}
        {signs.length > 0 && <b> {signs.map((sign) => t(`danger.sign.${sign}`)).join(t("form.comma"))}</b>}
        {isTaken && ` ${t("lookedFor.isTaken")}`}
      </span>
      <AlarmLink id={id} name={name ?? ""} cityCode={city.code} />
    </div>
  ));
}

/** A page of the desk: with a network only. */
function AlarmLink({ id, name, cityCode }: { readonly id: string; readonly name: string; readonly cityCode: string }) {
  const { t } = useTranslation("care");
  return (
    <a className={classes.choice} href={`/visits/watch/${id}?city=${cityCode}`} aria-label={t("calledUpon.openOf", { name })}>
      {t("calledUpon.open")}
    </a>
  );
}
