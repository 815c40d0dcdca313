import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { dialLink } from "~/ui/layout/dial-link";
import type { CareList, CareResident } from "../../domain/care-list";
import { navigationLink } from "../../domain/navigation-link";
import classes from "./care.module.css";
import { areaWords, clock, dayWords } from "./care-words";

interface CarePersonProps {
  readonly list: CareList;
  readonly resident: CareResident;
  /** the name of the door they are called behind is for the screen's own heading */
  readonly isShort?: boolean;
}

/** Who it is and how to get there: address, what to know at the door, what to bring up, and two ways to reach them. */
export function CarePerson({ list, resident, isShort = false }: CarePersonProps) {
  const { t, i18n } = useTranslation("care");
  const { t: say } = useTranslation("residents");
  const year = Number(list.today.slice(0, 4));
  const facts = [
    resident.bornYear && t("person.age", { age: year - resident.bornYear }),
    say(`sex.${resident.sex}`),
    ...resident.languages.map((language) => say(`language.${language}`)),
  ];
  const raised = [
    ...resident.categories.map((category) => say(`category.${category}`)),
    resident.risk && say(`risk.${resident.risk}`),
    resident.needsTwo && t("person.needsTwo"),
    resident.visitFrom !== null &&
      resident.visitUntil !== null &&
      t("person.welcome", { from: clock(resident.visitFrom), until: clock(resident.visitUntil) }),
  ];
  return (
    <div style={{ display: "grid", gap: "0.5rem" }}>
      <div style={{ fontSize: "1.125rem" }}>
        {resident.address ?? t("person.noAddress")}
        <br />
        <span style={{ color: "var(--quiet)" }}>
          {[areaWords(list, resident.areaCode, i18n.language), resident.cell && t("person.cell", { cell: resident.cell })]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </div>
      {resident.accessNote && <p style={{ margin: 0, fontWeight: 650 }}>{t("person.door", { note: resident.accessNote })}</p>}
      <div>{[...facts, ...raised].filter(Boolean).join(" · ")}</div>
      {!isShort && <Ways resident={resident} />}
    </div>
  );
}

/** Ring them, or be led there; the position leaves the phone with that tap and not before. */
export function Ways({ resident }: { readonly resident: CareResident }) {
  const { t } = useTranslation("care");
  const [isSaid, say] = useState(false);
  const { phone, home } = resident;
  return (
    <>
      <div className={classes.ways}>
        {phone ? (
          <a className={classes.big} data-tone="quiet" href={dialLink(phone)}>
            {t("person.call")}
          </a>
        ) : (
          <span>{t("person.noPhone")}</span>
        )}
        {home ? (
          <button type="button" className={classes.big} data-tone="quiet" onClick={() => say(true)}>
            {t("person.navigate")}
          </button>
        ) : (
          <span>{t("person.noPosition")}</span>
        )}
      </div>
      {isSaid && home && (
        <div role="group" aria-label={t("person.navigate")}>
          <p style={{ margin: "0 0 0.5rem" }}>
            {t("person.leaves")} {!home.isExact && t("person.notExact")}
          </p>
          <button
            type="button"
            className={classes.big}
            onClick={() => {
              window.open(navigationLink(home, t("person.there")), "_blank", "noopener,noreferrer");
              say(false);
            }}
          >
            {t("person.openMap")}
          </button>
        </div>
      )}
    </>
  );
}

/** Whom else one may ring. */
export function Contacts({ resident }: { readonly resident: CareResident }) {
  const { t } = useTranslation("care");
  const { t: say } = useTranslation("residents");
  if (resident.contacts.length === 0) return <p>{t("person.noContacts")}</p>;
  return (
    <ul className={classes.rows}>
      {resident.contacts.map(({ relation, name, phone }) => (
        <li key={`${relation} ${name}`}>
          <div className={classes.row}>
            <span className={classes.rowMain}>
              {say(`relation.${relation}`)} {name}
            </span>
            {phone ? (
              <a className={classes.choice} href={dialLink(phone)} aria-label={t("person.callWho", { name })}>
                {t("person.call")}
              </a>
            ) : (
              t("person.noPhone")
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** What was found the last time: to be read, never to be copied. */
export function LastVisit({ resident }: { readonly resident: CareResident }): ReactNode {
  const { t, i18n } = useTranslation("care");
  const { t: say } = useTranslation("visits");
  const { last } = resident;
  return (
    <section className={classes.line} style={{ display: "block" }}>
      <b>{t("last.title")}</b>{" "}
      {last === null
        ? t("last.none")
        : [dayWords(last.day, i18n.language), say(`outcome.${last.outcome}`), say(`channel.${last.channel}`), last.by]
            .filter(Boolean)
            .join(" · ")}
      {last?.openFindings.length ? (
        <div className={classes.state} data-state="refused">
          {t("last.open", { kinds: last.openFindings.map((kind) => say(`finding.${kind}`)).join(t("form.comma")) })}
        </div>
      ) : null}
      {last?.needs && <div className="typed">{t("last.needs", { needs: last.needs })}</div>}
      {last?.note && <div className="typed">{t("last.note", { note: last.note })}</div>}
    </section>
  );
}
