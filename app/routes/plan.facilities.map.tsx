import { Anchor, Container, Group, Stack, Text, Title } from "@mantine/core";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { addressOf, queryFromAddress, unreadableDay } from "~/modules/catalog/domain/facility-filter";
import { withoutProblems } from "~/modules/catalog/domain/filter-problems";
import { FacilityFilterForm } from "~/modules/catalog/ui/facility-filter-form";
import { FacilityMap } from "~/modules/catalog/ui/facility-map";
import { FilterProblems } from "~/modules/catalog/ui/filter-problems";
import { useRegistryNames } from "~/modules/catalog/ui/registry-names";
import { extentOnMap } from "~/modules/catalog/use-cases/facilities-on-map.server";
import { filterProblemsIn } from "~/modules/catalog/use-cases/filter-problems-in.server";
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
  const address = addressSaid(request);
  const registry = permitted(await readRegistry(actor, city.code), actor);
  const problems = await filterProblemsIn(actor, city.code, address, registry);
  const query = queryFromAddress(withoutProblems(address, problems), day);
  const [list, extent] = await Promise.all([
    listFacilities(actor, city, { ...query, page: { turn: "first" } }),
    extentOnMap(actor, city, query),
  ]);
  return {
    ...{ query, problems, noDay: unreadableDay(address), registry, today: day, cityCode: city.code, baseMap: baseMap() ?? null },
    figures: permitted(list, actor).figures,
    extent: permitted(extent, actor) ?? city.bounds,
    title: await pageTitle(request, (t) => t("catalog:map.title")),
  };
}

export default function FacilitiesOnMap() {
  const {
    query,
    problems,
    noDay,
    today: day,
    cityCode,
    baseMap: ground,
    figures,
    registry,
    extent,
  } = useLoaderData<typeof loader>();
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
        <FilterProblems problems={problems} noDay={noDay} day={query.day} />
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
