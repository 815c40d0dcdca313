import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AskedOfPlace, NotAsked } from "../domain/asked-of-place";
import type { PublicPlace } from "../domain/public-place";
import { PlaceAskForm } from "./facility-page-ask";
import { ClassTable, FeeTable, RatioTable } from "./facility-page-classes";
import { FacilityPageHead } from "./facility-page-head";
import { Grades, Inspections, Papers } from "./facility-page-trust";
import { AccessFacts, AddressAndPhones, Photos, WeekHours } from "./facility-page-visit";
import classes from "./facility-page.module.css";
import { usePlaceWords } from "./place-words";
import { SharePlace } from "./share-place";

interface FacilityPageProps {
  readonly place: PublicPlace;
  readonly asked: AskedOfPlace;
  readonly unread: NotAsked;
  /** what the search had asked, which travels along */
  readonly along: readonly (readonly [name: string, value: string])[];
  readonly link: string;
  readonly picture: string;
  /** what others asked in public, shown by whoever keeps it */
  readonly questions?: ReactNode;
}

/** Everything public about one place, the three answers first; plain elements, so it stands before any script runs. */
export function FacilityPage({ place, asked, unread, along, link, picture, questions }: FacilityPageProps) {
  const { t } = useTranslation("finder");
  const words = usePlaceWords();
  const { facility } = place;
  const search = `/find?${new URLSearchParams(along.map(([name, value]) => [name, value]))}`;
  return (
    <main className={classes.page}>
      <FacilityPageHead place={place} search={search} />
      <div className={classes.sections}>
        <Section id="ask" title={t("place.ask.title")} isOnScreenOnly>
          <PlaceAskForm key={JSON.stringify([asked, unread])} {...{ place, asked, unread, along }} />
        </Section>
        <Section id="classes" title={t("place.classes.title")}>
          <ClassTable place={place} />
        </Section>
        <Section id="fees" title={t("place.fees.title")}>
          <FeeTable place={place} />
        </Section>
        <div className={classes.pair}>
          <Section id="hours" title={t("place.hours.title")}>
            <WeekHours place={place} />
          </Section>
          <Section id="contact" title={t("place.contact.title")}>
            <AddressAndPhones place={place} />
          </Section>
          <Section id="access" title={t("place.access.title")}>
            <AccessFacts place={place} />
          </Section>
        </div>
        <Section id="papers" title={t("place.papers.title")}>
          <Papers place={place} />
        </Section>
        <div className={classes.pair}>
          <Section id="grade" title={t("place.grade.title")}>
            <Grades place={place} />
          </Section>
          <Section id="inspections" title={t("place.inspections.title")}>
            <Inspections place={place} />
          </Section>
          <Section id="ratio" title={t("place.ratio.title")}>
            <RatioTable place={place} />
          </Section>
        </div>
        {facility.photos.length > 0 && (
          <Section id="photos" title={t("place.photos.title")} isOnScreenOnly>
            <Photos place={place} />
          </Section>
        )}
        <Section id="questions" title={t("place.questions.title")} isOnScreenOnly>
          {questions ?? <p>{t("place.questions.none")}</p>}
          <p>
            <Link to={`/find/${facility.id}/ask`}>{t("place.questions.ask")}</Link>
          </p>
        </Section>
        <Section id="share" title={t("place.share.title")}>
          <SharePlace link={link} picture={picture} />
          <p className={classes.quiet}>{t("place.changed", { date: words.date(facility.changedOn) })}</p>
        </Section>
      </div>
    </main>
  );
}

interface SectionProps {
  readonly id: string;
  readonly title: string;
  readonly isOnScreenOnly?: boolean;
  readonly children: ReactNode;
}

const Section = ({ id, title, isOnScreenOnly = false, children }: SectionProps) => (
  <section id={id} aria-labelledby={`${id}-title`} className={`${classes.section} ${isOnScreenOnly ? "no-print" : ""}`}>
    <h2 id={`${id}-title`}>{title}</h2>
    {children}
  </section>
);
