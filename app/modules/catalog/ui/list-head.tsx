import { Anchor, Button, Group, Title } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ExportFold } from "./export-fold";

interface ListHeadProps {
  /** the filter as an address, and the same with its day spelled out */
  readonly address: string;
  readonly filter: string;
  readonly mayWrite: boolean;
  readonly cityCode: string;
}

/** The list's title and the ways on from it. */
export function ListHead({ address, filter, mayWrite, cityCode }: ListHeadProps) {
  const { t } = useTranslation("catalog");
  return (
    <Group justify="space-between" align="flex-start">
      <Title order={1} size="h2">
        {t("list.title")}
      </Title>
      <Group gap="sm">
        <Anchor component={Link} to={`/plan/facilities/map?${address}`}>
          {t("list.onMap")}
        </Anchor>
        <ExportFold filter={filter} />
        {mayWrite && (
          <>
            <Button component={Link} to={`/plan/import?city=${cityCode}`} variant="default">
              {t("list.import")}
            </Button>
            <Button component={Link} to={`/plan/facilities/new?city=${cityCode}`}>
              {t("list.new")}
            </Button>
          </>
        )}
      </Group>
    </Group>
  );
}
