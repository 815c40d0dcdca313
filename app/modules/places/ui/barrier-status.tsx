import { Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

interface BarrierStatusProps {
  readonly cityCode: string;
  readonly counts: { readonly barriers: number; readonly crossings: number };
  readonly strays: number;
  readonly hasStreets: boolean;
  readonly mayWrite: boolean;
}

/** How many there are, what is wrong with them, and how they are brought in. */
export function BarrierStatus({ cityCode, counts, strays, hasStreets, mayWrite }: BarrierStatusProps) {
  const { t } = useTranslation("places");
  return (
    <section className="surface">
      <Stack p="md" gap="xs">
        <Text data-testid="barrier-status">
          {counts.barriers + counts.crossings === 0 ? t("barriers.none") : t("barriers.count", counts)}
        </Text>
        {strays > 0 && (
          <Text c="red" data-testid="stray-crossings">
            {t("barriers.strays", { count: strays })}
          </Text>
        )}
        {hasStreets && <Text>{t("barriers.streetsKnow")}</Text>}
        <Text size="sm" c="dimmed">
          {t("barriers.how")}
        </Text>
        {mayWrite && (
          <Group gap="md">
            <Button component={Link} to={`/plan/import?subject=barriers&city=${cityCode}`}>
              {t("barriers.import")}
            </Button>
            <Anchor href={`/plan/import/template/barriers?city=${cityCode}`}>{t("barriers.template")}</Anchor>
          </Group>
        )}
      </Stack>
    </section>
  );
}
