import { Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { AreaChange, ComparedPopulation } from "../domain/compare-days";
import type { PopulationEdition } from "../domain/population-group";
import { signedPoints } from "./change-text";
import { areaName, countText, percentText } from "./figure-text";
import report from "./report.module.css";

interface Moved {
  readonly communities: number;
  readonly people: number;
  readonly first: readonly {
    readonly code: string;
    readonly name: string;
    readonly nameEn: string | null;
    readonly inName: string;
    readonly inNameEn: string | null;
    readonly people: number;
  }[];
}

export interface ComparedDays {
  readonly date: string;
  readonly city: AreaChange;
  readonly gained: Moved;
  readonly lost: Moved;
  readonly population: ComparedPopulation;
}

/** What another day was like, in words first; then which communities came within a walk and which fell out of it. */
export function CompareCard({ date, compared }: { readonly date: string; readonly compared: ComparedDays }) {
  const { t, i18n } = useTranslation("coverage");
  const { city, population, gained, lost } = compared;
  const count = (people: number) => countText(people, i18n.language);
  const edition = ({ year, basis }: PopulationEdition) =>
    t("compare.edition", { year, basis: t(`how.${basis}`, { defaultValue: basis }) });
  const isEarlier = compared.date < date;
  return (
    <Stack gap="xs" className={`surface ${report.whole}`} p="md" component="section" aria-labelledby="compared">
      <Title order={2} size="h4" id="compared">
        {t("compare.title", { date: compared.date })}
      </Title>
      <Text fw={650} data-testid="compared-sentence">
        {city.covered === null || city.share === null
          ? t("compare.unknown")
          : t(city.covered > 0 ? "compare.more" : city.covered < 0 ? "compare.fewer" : "compare.equal", {
              date: compared.date,
              people: count(Math.abs(city.covered)),
              points: signedPoints(city.share),
              then: percentText(city.shareThen ?? 0),
            })}{" "}
        {t(isEarlier ? "compare.placesSince" : "compare.placesUntil", {
          date: compared.date,
          onlyNow: count(city.onlyNow),
          onlyThen: count(city.onlyThen),
        })}
      </Text>
      <Text size="sm" c="dimmed">
        {population.used === null
          ? t("how.populationNone")
          : population.otherDays === null
            ? t("compare.samePeople", { used: edition(population.used) })
            : t("compare.onePeople", {
                used: edition(population.used),
                other: edition(population.otherDays),
                date: compared.date,
              })}
      </Text>
      <MovedCommunities title={t("compare.gained")} moved={gained} />
      <MovedCommunities title={t("compare.lost")} moved={lost} />
    </Stack>
  );
}

function MovedCommunities({ title, moved }: { readonly title: string; readonly moved: Moved }) {
  const { t, i18n } = useTranslation("coverage");
  if (moved.communities === 0) return null;
  return (
    <details>
      <summary style={{ minHeight: 28, cursor: "pointer" }}>
        {t("compare.moved", { title, count: moved.communities, people: countText(moved.people, i18n.language) })}
      </summary>
      <ol style={{ margin: 0, paddingInlineStart: "1.6em" }}>
        {moved.first.map((area) => (
          <li key={area.code}>
            <Text size="sm" span>
              {areaName(i18n.language, area)}{" "}
              <Text c="dimmed" span inherit>
                {areaName(i18n.language, { name: area.inName, nameEn: area.inNameEn })}
              </Text>{" "}
              {t("access.lowest.people", { people: countText(area.people, i18n.language) })}
            </Text>
          </li>
        ))}
      </ol>
      {moved.communities > moved.first.length && (
        <Text size="sm" c="dimmed">
          {t("compare.first", { count: moved.first.length })}
        </Text>
      )}
    </details>
  );
}
