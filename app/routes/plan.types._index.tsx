import { Alert, Anchor, Button, Container, Group, Stack, Text, Title } from "@mantine/core";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { may } from "~/modules/accounts/domain/may";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { FacilityKindTable, ServiceTypeTable } from "~/modules/catalog/ui/registry-tables";
import { permitted } from "~/modules/catalog/use-cases/permitted.server";
import { readRegistry } from "~/modules/catalog/use-cases/read-registry.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { pageTitle } from "~/platform/page-title.server";
import { titled } from "~/ui/layout/titled";

export const meta = titled;

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:catalog");
  const city = await requireCity(request);
  const title = await pageTitle(request, (t) => t("catalog:registry.types"));
  return {
    title,
    cityCode: city.code,
    registry: permitted(await readRegistry(actor, city.code), actor),
    mayWrite: may(actor, "write:catalog"),
  };
}

export default function Types() {
  const { registry, mayWrite, cityCode } = useLoaderData<typeof loader>();
  const { t } = useTranslation("catalog");
  const [address] = useSearchParams();
  return (
    <Container component="main" size="xl" py="lg">
      <Stack gap="lg">
        {address.get("saved") && (
          <Alert color="jade" role="status">
            {t("registry.saved")}
          </Alert>
        )}
        <Group justify="space-between">
          <div>
            <Title order={1} size="h2">
              {t("registry.types")}
            </Title>
            <Text c="dimmed">{t("registry.lead")}</Text>
            <Anchor component={Link} to={`/plan/types/subsidies?city=${cityCode}`}>
              {t("registry.subsidies")}
            </Anchor>
          </div>
          {mayWrite && (
            <Button component={Link} to={`/plan/types/new?city=${cityCode}`}>
              {t("registry.newType")}
            </Button>
          )}
        </Group>
        <ServiceTypeTable types={registry.types} walkers={registry.walkers} mayWrite={mayWrite} cityCode={cityCode} />
        <Group justify="space-between">
          <Title order={2} size="h3">
            {t("registry.kinds")}
          </Title>
          {mayWrite && (
            <Button component={Link} to={`/plan/types/kinds/new?city=${cityCode}`} variant="default">
              {t("registry.newKind")}
            </Button>
          )}
        </Group>
        <FacilityKindTable kinds={registry.kinds} mayWrite={mayWrite} cityCode={cityCode} />
      </Stack>
    </Container>
  );
}
