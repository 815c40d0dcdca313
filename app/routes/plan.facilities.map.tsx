import { Anchor, Container, Group, Stack, Text, Title } from "@mantine/core";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { addressOf, queryFromAddress } from "~/modules/catalog/domain/facility-filter";
import { FacilityFilterForm } from "~/modules/catalog/ui/facility-filter-form";
import { FacilityMap } from "~/modules/catalog/ui/facility-map";
import { useRegistryNames } from "~/modules/catalog/ui/registry-names";
import { extentOnMap } from "~/modules/catalog/use-cases/facilities-on-map.server";
import { listFacilities } from "~/modules/catalog/use-cases/list-facilities.server";
import { permitted } from "~/modules/catalog/use-cases/permitted.server";
import { readRegistry } from "~/modules/catalog/use-cases/read-registry.server";
import { addressSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { today } from "~/platform/clock.server";
import { baseMap } from "~/platform/environment.server";
import { pageTitle } from "~/platform/page-title.server";
import { titled } from "~/ui/layout/titled";

export const meta = titled;

/** The list's map twin: the same filter, the same address. */
export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:catalog");
  const city = await requireCity(request);
  const day = today(city.timeZone);
  const query = queryFromAddress(addressSaid(request), day);
  const [registry, list, extent] = await Promise.all([
    readRegistry(actor, city.code),
    listFacilities(actor, city, { ...query, page: { turn: "first" } }),
    extentOnMap(actor, city, query),
  ]);
  return {
    ...{ query, today: day, cityCode: city.code, baseMap: baseMap() ?? null },
    figures: permitted(list, actor).figures,
    registry: permitted(registry, actor),
    extent: permitted(extent, actor) ?? city.bounds,
    title: await pageTitle(request, (t) => t("catalog:map.title")),
  };
}

export default function FacilitiesOnMap() {
  const { query, today: day, cityCode, baseMap: ground, figures, registry, extent } = useLoaderData<typeof loader>();
  const { t } = useTranslation("catalog");
  const names = useRegistryNames(registry);
  const filter = addressOf(query, query.day === day ? null : query.day).toString();
  const number = (value: number) => value.toLocaleString("en");
  return (
    <Container component="main" size="xl" py="lg">
      <Stack gap="md">
        <Group justify="space-between" align="baseline">
          <div>
            <Title order={1} size="h2">
              {t("map.title")}
            </Title>
            <Text c="dimmed">
              {t("map.lead", {
                day: query.day,
                placed: number(figures.lines - figures.unplaced),
                unplaced: number(figures.unplaced),
              })}
            </Text>
          </div>
          <Anchor component={Link} to={`/plan/facilities?${filter}`} py="xs">
            {t("map.asList")}
          </Anchor>
        </Group>
        <FacilityFilterForm query={query} today={day} registry={registry} clearTo="/plan/facilities/map" />
        <FacilityMap
          filter={addressOf(query, query.day).toString()}
          extent={extent}
          types={registry.types}
          names={names}
          cityCode={cityCode}
          baseMap={ground}
        />
      </Stack>
    </Container>
  );
}
