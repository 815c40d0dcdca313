import { Anchor, Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ClientOnly } from "~/ui/layout/client-only";
import type { AreaListing } from "../domain/area-listing";
import type { CoverageQuery } from "../domain/coverage-query";
import { coverageSearch } from "./coverage-address";
import { areaName, nameIn } from "./figure-text";

interface ExportLinksProps {
  readonly query: CoverageQuery;
  readonly table: Pick<AreaListing, "level" | "path">;
  /** what else the address says: the files hold it too */
  readonly stay: Record<string, string>;
  readonly city: { readonly nameZh: string; readonly nameEn: string };
}

/** Files of the figures on screen, the way to the standards, and the report on paper. Each link names what it holds. */
export function ExportLinks({ query, table, city, stay }: ExportLinksProps) {
  const { t, i18n } = useTranslation("coverage");
  const level = table.level ?? "district";
  const here = table.path.at(-1);
  const to = (format: string, inside = "") =>
    `/plan/coverage/export?${coverageSearch(query, { format, ...(format === "geojson" ? {} : { level, inside, ...stay }) })}`;
  const whole = { inside: "", name: nameIn(i18n.language, city) };
  const scopes = here ? [{ inside: here.code, name: areaName(i18n.language, here) }, whole] : [whole];
  return (
    <Group gap="md" className="no-print" data-testid="exports">
      <Text size="sm" fw={600}>
        {t("export.title")}
      </Text>
      {table.level !== null &&
        scopes.map(({ inside, name }) => (
          <Group key={inside} gap="xs" role="group" aria-label={t("export.scope", { area: name, level: t(`level.${level}`) })}>
            <Text size="sm">{t("export.scope", { area: name, level: t(`level.${level}`) })}</Text>
            <Anchor href={to("csv", inside)} download>
              CSV
            </Anchor>
            <Anchor href={to("xlsx", inside)} download>
              Excel
            </Anchor>
          </Group>
        ))}
      <Anchor href={to("geojson")} download>
        {t("export.geojson")}
      </Anchor>
      <ClientOnly>
        {() => (
          <Button variant="default" size="xs" onClick={() => window.print()}>
            {t("export.print")}
          </Button>
        )}
      </ClientOnly>
    </Group>
  );
}
