import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { sourceWords } from "~/ui/languages/source-words";
import type { PublicDocument } from "../domain/public-facility";
import type { PublicPlace } from "../domain/public-place";
import classes from "./facility-page.module.css";
import { usePlaceWords } from "./place-words";

interface OfPlace {
  readonly place: PublicPlace;
}

const PAPERS = ["licence", "filing", "fire", "food"] as const;

/** 备案 ≠ 营业执照: which of the papers it has, their numbers, until when, and what has run out, each in words. */
export function Papers({ place }: OfPlace) {
  const { t } = useTranslation("finder");
  const words = usePlaceWords();
  const { documents } = place.facility;
  const ends = ({ expiresOn }: PublicDocument) =>
    expiresOn === null
      ? t("place.papers.noEnd")
      : t(expiresOn < place.today ? "place.papers.ended" : "place.papers.until", { date: words.date(expiresOn) });
  return (
    <>
      <p>
        <strong>{words.papers(place)}</strong>
      </p>
      <p className={classes.quiet}>{t("place.papers.lead")}</p>
      <dl className={classes.papers}>
        {PAPERS.map((kind) => {
          const ofKind = documents.filter((document) => document.kind === kind);
          return (
            <PaperRow key={kind} name={t(`place.papers.kind.${kind}`)}>
              {ofKind.length === 0 && <span>{t("place.papers.none")}</span>}
              {ofKind.map((document) => {
                const isOver = document.expiresOn !== null && document.expiresOn < place.today;
                return (
                  <div key={`${document.number} ${document.expiresOn}`}>
                    <span className={isOver ? classes.caution : undefined}>
                      {t(isOver ? "place.papers.expired" : "place.papers.holds")}
                    </span>
                    <span className={classes.quiet}>
                      {" · "}
                      {[
                        ...(document.number ? [t("place.papers.number", { number: document.number })] : []),
                        ...(document.issuer ? [document.issuer] : []),
                        ends(document),
                      ].join(" · ")}
                    </span>
                  </div>
                );
              })}
            </PaperRow>
          );
        })}
      </dl>
    </>
  );
}

const PaperRow = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
);

/** The published grade in force, the ones before it, and nothing where none was published. */
export function Grades({ place }: OfPlace) {
  const { t, i18n } = useTranslation("finder");
  const words = usePlaceWords();
  const { grades } = place.facility;
  if (grades.length === 0) return <p>{t("place.grade.none")}</p>;
  return (
    <ul className={classes.list}>
      {grades.map((grade) => (
        <li key={`${grade.standard} ${grade.gradedOn}`}>
          <p className={grade === place.grade ? classes.big : undefined}>{t("place.grade.grade", { grade: grade.grade })}</p>
          <p>
            {[
              t("place.grade.of", { standard: grade.standard, date: words.date(grade.gradedOn) }),
              ...(grade.validTo
                ? [
                    t(grade.validTo > place.today ? "place.grade.until" : "place.grade.ended", {
                      date: words.date(grade.validTo),
                    }),
                  ]
                : []),
            ].join(" · ")}
          </p>
          <p className={classes.quiet}>
            {[
              ...(grade.gradedBy ? [t("place.grade.by", { by: grade.gradedBy })] : []),
              t("place.grade.source", { source: sourceWords(grade.source, i18n.language).text }),
            ].join(" · ")}
          </p>
        </li>
      ))}
    </ul>
  );
}

/** Published inspections, the newest first. */
export function Inspections({ place }: OfPlace) {
  const { t, i18n } = useTranslation("finder");
  const words = usePlaceWords();
  const { inspections } = place.facility;
  if (inspections.length === 0) return <p>{t("place.inspections.none")}</p>;
  return (
    <ul className={classes.list}>
      {inspections.map((one) => (
        <li key={`${one.inspectedOn} ${one.kind}`}>
          <p>
            <strong>{words.date(one.inspectedOn)}</strong> · {t(`place.inspections.kind.${one.kind}`)}
          </p>
          <p className={one.openFindings > 0 ? classes.caution : undefined}>
            {t(`place.inspections.result.${one.result}`, { findings: one.findings, open: one.openFindings })}
          </p>
          {one.summary && <p>{one.summary}</p>}
          <p className={classes.quiet}>
            {[
              ...(one.inspectedBy ? [t("place.inspections.by", { by: one.inspectedBy })] : []),
              t("place.grade.source", { source: sourceWords(one.source, i18n.language).text }),
            ].join(" · ")}
          </p>
        </li>
      ))}
    </ul>
  );
}
