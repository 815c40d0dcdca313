import { Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { PlacesPerThousand } from "../domain/places-per-thousand";
import type { MethodStatement } from "../domain/method-statement";
import { countText, groupText } from "./figure-text";

interface ProvisionCardProps {
  readonly provision: PlacesPerThousand;
  readonly group: string;
  readonly population: MethodStatement["population"];
}

/** How much there is for how many, with the denominator beside the figure. */
export function ProvisionCard({ provision, group, population }: ProvisionCardProps) {
  const { t, i18n } = useTranslation("coverage");
  const { places, people, perThousand, unknownSites } = provision;
  return (
    <Stack gap={4} className="surface" p="md" component="section">
      <Title order={2} size="h4">
        {t("provision.title", { group: groupText(group, t) })}
      </Title>
      <Text fw={650} size="lg">
        {perThousand === null ? t("provision.unknown") : t("provision.figure", { figure: perThousand.toFixed(1) })}
      </Text>
      {people !== null && (
        <Text size="sm">
          {t("provision.how", {
            places: countText(places, i18n.language),
            people: countText(people, i18n.language),
            year: population?.year,
          })}
        </Text>
      )}
      {unknownSites > 0 && <Text size="sm">{t("provision.unknownSites", { count: unknownSites })}</Text>}
    </Stack>
  );
}
