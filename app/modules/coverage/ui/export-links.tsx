import { Anchor, Button, Group, Text } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ClientOnly } from "~/ui/layout/client-only";
import type { CoverageQuery } from "../domain/coverage-query";
import { coverageSearch } from "./coverage-address";

/** Files of the figures on screen, the way to the standards, and the report on paper. */
export function ExportLinks({ query, level }: { readonly query: CoverageQuery; readonly level: string | null }) {
  const { t } = useTranslation("coverage");
  const to = (format: string) => `/plan/coverage/export?${coverageSearch(query, { format, level: level ?? "district" })}`;
  const levelName = t(`level.${level ?? "district"}`);
  return (
    <Group gap="md" className="no-print" data-testid="exports">
      <Text size="sm" fw={600}>
        {t("export.title")}
      </Text>
      <Anchor href={to("csv")} download>
        {t("export.csv", { level: levelName })}
      </Anchor>
      <Anchor href={to("xlsx")} download>
        {t("export.xlsx", { level: levelName })}
      </Anchor>
      <Anchor href={to("geojson")} download>
        {t("export.geojson")}
      </Anchor>
      <Anchor component={Link} to={`/plan/coverage/standards?${coverageSearch(query)}`}>
        {t("export.standards")}
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
