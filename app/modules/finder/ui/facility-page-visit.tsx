import { useTranslation } from "react-i18next";
import { ACCESS_FACTS, WEEK_DAYS } from "~/modules/catalog/domain/facility";
import { dialLink } from "~/ui/layout/dial-link";
import { weekOf } from "../domain/open-now";
import type { PublicPlace } from "../domain/public-place";
import classes from "./facility-page.module.css";
import { usePlaceWords } from "./place-words";

interface OfPlace {
  readonly place: PublicPlace;
}

/** The week day by day, today marked, and whether it is open now by the city's own clock. */
export function WeekHours({ place }: OfPlace) {
  const { t } = useTranslation("finder");
  const words = usePlaceWords();
  const { hours } = place.facility;
  if (hours.length === 0) return <p>{t("place.hours.none")}</p>;
  const today = WEEK_DAYS[(new Date(`${place.today}T00:00:00Z`).getUTCDay() + 6) % 7];
  return (
    <>
      <p>
        <strong>{words.open(place.open)}</strong>
      </p>
      <dl className={classes.facts}>
        {weekOf(hours).map(({ day, slots }) => [
          <dt key={day} className={day === today ? classes.today : undefined}>
            {t(`place.weekDay.${day}`)}
          </dt>,
          <dd key={`${day} slots`} className={day === today ? classes.today : undefined}>
            {slots.length === 0
              ? t("place.hours.shut")
              : slots
                  .map(({ opensAt, closesAt, note }) =>
                    [
                      opensAt === "00:00" && closesAt === "24:00" ? t("place.hours.allDay") : `${opensAt}–${closesAt}`,
                      ...(note ? [note] : []),
                    ].join(" "),
                  )
                  .join(t("compare.join"))}
          </dd>,
        ])}
      </dl>
      <p className={classes.quiet}>{t("place.hours.holidays")}</p>
    </>
  );
}

/** Where it is, who runs it, and every public number. */
export function AddressAndPhones({ place }: OfPlace) {
  const { t } = useTranslation("finder");
  const { facility } = place;
  return (
    <>
      <dl className={classes.facts}>
        <dt>{t("place.contact.address")}</dt>
        <dd>
          {facility.address}
          {facility.position?.isApproximate && <div className={classes.quiet}>{t("place.walk.approximate")}</div>}
        </dd>
        <dt>{t("place.contact.phone")}</dt>
        <dd>
          {facility.contacts.length === 0 && t("place.actions.noPhone")}
          {facility.contacts.map(({ role, phone }) => (
            <div key={`${role} ${phone}`}>
              {role} <a href={dialLink(phone)}>{phone}</a>
            </div>
          ))}
        </dd>
        {facility.operator && (
          <>
            <dt>{t("place.contact.operator")}</dt>
            <dd>
              {t("place.operator.by", {
                name: facility.operator.name,
                kind: t(`place.operator.${facility.operator.kind}`),
              })}
            </dd>
          </>
        )}
      </dl>
    </>
  );
}

/** What a pram or a wheelchair meets: yes, no, or nobody has said. */
export function AccessFacts({ place }: OfPlace) {
  const { t } = useTranslation("finder");
  const words = usePlaceWords();
  return (
    <dl className={classes.facts}>
      {ACCESS_FACTS.map((fact) => [
        <dt key={fact}>{t(`place.access.${fact}`)}</dt>,
        <dd key={`${fact} is`}>{words.yesNo(place.facility.access[fact])}</dd>,
      ])}
    </dl>
  );
}

/** Pictures with the day they were taken on, which tells how old they are. */
export function Photos({ place }: OfPlace) {
  const { t } = useTranslation("finder");
  const words = usePlaceWords();
  const { photos, name } = place.facility;
  return (
    <div className={classes.photos}>
      {photos.map(({ fileName, caption, takenOn }) => (
        <figure key={fileName}>
          <img src={`/photos/${fileName}`} alt={caption || name} loading="lazy" width={640} height={480} />
          <figcaption className={classes.quiet}>
            {[
              ...(caption ? [caption] : []),
              takenOn ? t("place.photos.taken", { date: words.date(takenOn) }) : t("place.photos.undated"),
            ].join(" · ")}
          </figcaption>
        </figure>
      ))}
    </div>
  );
}
