import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { CoverageQuery } from "../domain/coverage-query";
import { nameIn } from "./figure-text";
import { UnsnappedNote, type UnsnappedGroup } from "./unsnapped-note";

interface CoverageNotesProps {
  readonly query: CoverageQuery;
  readonly types: readonly { readonly key: string; readonly nameZh: string; readonly nameEn: string }[];
  readonly areasKnown: boolean;
  readonly populationKnown: boolean;
  readonly unknownCommunities: number;
  readonly sites: {
    readonly operating: number;
    readonly unplaced: number;
    readonly unplacedNames: readonly { readonly id: string; readonly name: string }[];
  };
  readonly unsnappedCommunities: readonly UnsnappedGroup[];
  readonly unsnappedSites: readonly UnsnappedGroup[];
  /** farthest a point may be from a street, metres; null = no street was asked */
  readonly snap: number | null;
}

/** What the figures could not take in, and what to do first where there is nothing yet. Nothing is left out in silence. */
export function CoverageNotes({
  query,
  types,
  areasKnown,
  populationKnown,
  unknownCommunities,
  sites,
  unsnappedCommunities,
  unsnappedSites,
  snap,
}: CoverageNotesProps) {
  const { t, i18n } = useTranslation("coverage");
  const hasNothingToSay =
    areasKnown &&
    populationKnown &&
    sites.operating > 0 &&
    sites.unplaced + unsnappedCommunities.length + unsnappedSites.length + unknownCommunities === 0;
  if (hasNothingToSay) return null;
  const wanted = query.types
    .map((key) => nameIn(i18n.language, types.find((type) => type.key === key) ?? { nameZh: key, nameEn: key }))
    .join("、");
  return (
    <Stack gap="sm">
      {!areasKnown && <Missing text={t("empty.noAreas")} action={t("empty.importAreas")} subject="areas" />}
      {areasKnown && !populationKnown && (
        <Missing text={t("empty.noPopulation")} action={t("empty.importPopulation")} subject="population" />
      )}
      {areasKnown && sites.operating === 0 && (
        <Missing
          text={t("empty.noSites", { date: query.date, types: wanted })}
          action={t("empty.importFacilities")}
          subject="facilities"
        />
      )}
      {sites.unplaced > 0 && (
        <Alert variant="light" color="yellow" data-testid="unplaced-sites">
          <Text size="sm">
            {t("unplaced.sites", { count: sites.unplaced })}{" "}
            {sites.unplacedNames.map(({ id, name }, i) => (
              <span key={id}>
                {i > 0 && "、"}
                <Link to={`/plan/facilities/${id}`}>{name}</Link>
              </span>
            ))}
            {sites.unplaced > sites.unplacedNames.length && ` ${t("unplaced.more", { count: sites.unplaced })}`}
          </Text>
        </Alert>
      )}
      <UnsnappedNote what="sites" groups={unsnappedSites} snap={snap} />
      <UnsnappedNote what="communities" groups={unsnappedCommunities} snap={snap} />
      {populationKnown && unknownCommunities > 0 && (
        <Alert variant="light" color="yellow">
          <Text size="sm">{t("unplaced.unknown", { count: unknownCommunities })}</Text>
        </Alert>
      )}
    </Stack>
  );
}

function Missing({ text, action, subject }: { readonly text: string; readonly action: string; readonly subject: string }) {
  return (
    <Alert variant="light" color="jade" role="status">
      <Group justify="space-between">
        <Text>{text}</Text>
        <Button component={Link} to={`/plan/import?subject=${subject}`} size="sm">
          {action}
        </Button>
      </Group>
    </Alert>
  );
}
