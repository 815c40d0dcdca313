import { Container, Group, Stack, Text, Title } from "@mantine/core";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { QueryProblem } from "~/modules/coverage/domain/query-problem";
import { areaSortFrom, SORTS } from "~/modules/coverage/ui/area-sort";
import { AreaTable } from "~/modules/coverage/ui/area-table";
import { CompareField } from "~/modules/coverage/ui/compare-field";
import { CoverageAside } from "~/modules/coverage/ui/coverage-aside";
import { coverageSearch } from "~/modules/coverage/ui/coverage-address";
import { COVERAGE_LAYERS, layerFrom } from "~/modules/coverage/ui/coverage-layer";
import { CoverageMap } from "~/modules/coverage/ui/coverage-map";
import { CoverageNotes } from "~/modules/coverage/ui/coverage-notes";
import { CoveragePages } from "~/modules/coverage/ui/coverage-pages";
import classes from "~/modules/coverage/ui/coverage-screen.module.css";
import { CoverageSelectors } from "~/modules/coverage/ui/coverage-selectors";
import { ExportLinks } from "~/modules/coverage/ui/export-links";
import { nameIn } from "~/modules/coverage/ui/figure-text";
import { MethodDetails } from "~/modules/coverage/ui/method-details";
import { NothingToAsk } from "~/modules/coverage/ui/nothing-to-ask";
import { QueryProblems } from "~/modules/coverage/ui/query-problems";
import { askedFrom, understoodCoverage } from "~/modules/coverage/use-cases/asked-coverage.server";
import { coveragePage } from "~/modules/coverage/use-cases/coverage-page.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { baseMap } from "~/platform/environment.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const city = await requireCity(request);
  const { searchParams } = new URL(request.url);
  const asked = await understoodCoverage(city.code, askedFrom(searchParams));
  const sort = areaSortFrom(searchParams.get("sort"));
  const layer = layerFrom(searchParams.get("layer"));
  // A city without a single service type has no question to answer yet.
  if (!asked) return { page: null, problems: [], sort, layer, baseMap: null };
  const problems = [...addressProblems(searchParams), ...asked.problems];
  const page = await coveragePage(asked, request.signal, searchParams.get("beside") === "1");
  return { page, problems, sort, layer, baseMap: baseMap() ?? null };
}

/** What the page itself reads from the address, besides the question. */
function addressProblems(params: URLSearchParams): QueryProblem[] {
  const wrong = (field: "sort" | "layer", given: string | null, allowed: readonly string[]): QueryProblem[] =>
    given && !allowed.includes(given) ? [{ kind: "unknown", field, given, allowed }] : [];
  return [...wrong("sort", params.get("sort"), SORTS), ...wrong("layer", params.get("layer"), COVERAGE_LAYERS)];
}

export default function PlanIndex() {
  const { page, problems, sort, layer, baseMap: ground } = useLoaderData<typeof loader>();
  const { t, i18n } = useTranslation("coverage");
  const [selected, setSelected] = useState<string | null>(null);
  // On a phone the map is far above its lists.
  const show = (code: string) => {
    setSelected(code);
    document.getElementById("coverage-map")?.scrollIntoView({ block: "nearest" });
  };
  if (!page) return <NothingToAsk title={t("title")} />;
  const { query, total, method, choices } = page;
  const stay = { compare: page.compared?.date ?? "", layer: layer === "circles" ? "" : layer };
  const search = (more: Record<string, string> = {}) => coverageSearch(query, more, page.chosen);
  const place = { inside: page.table.path.at(-1)?.code ?? "", sort: sort === "beyond" ? "" : sort };
  const walker = choices.walkers.find(({ key }) => key === query.walker);
  // A city just started has nothing to draw (but perhaps a base map) or to count: it is led to what comes first.
  const hasGround = ground !== null || page.areasKnown || page.sites.operating + page.sites.coming > 0;
  const walkerName = walker ? nameIn(i18n.language, walker) : query.walker;
  return (
    <Container component="main" fluid px="md" py="md">
      <Stack gap="md">
        <Group gap="sm" align="baseline">
          <Title order={1} size="h2">
            {t("title")}
          </Title>
          <Text c="dimmed">{t("lead", { city: nameIn(i18n.language, page.city), date: query.date })}</Text>
        </Group>
        <CoveragePages search={search()} />
        <QueryProblems problems={problems} city={page.city} query={query} sort={sort} choices={choices} />
        {hasGround && (
          <CoverageSelectors
            query={query}
            own={page.own}
            chosen={page.chosen}
            problems={page.problems}
            choices={choices}
            more={
              <>
                <CompareField date={page.compared?.date ?? ""} problems={page.problems} />
                {stay.layer && <input type="hidden" name="layer" value={stay.layer} />}
              </>
            }
          />
        )}
        <CoverageNotes
          query={query}
          types={choices.types}
          areasKnown={page.areasKnown}
          populationKnown={method.population !== null}
          unknownCommunities={total.unknownCommunities}
          sites={page.sites}
          unsnappedCommunities={page.unsnappedCommunities}
          unsnappedSites={page.unsnappedSites}
          snap={method.streets?.snap ?? null}
        />
        {hasGround && (
          <>
            <div className={classes.screen}>
              <CoverageMap
                city={page.city}
                query={query}
                types={choices.types}
                steps={page.steps}
                method={method}
                boundMinutes={page.boundMinutes}
                baseMap={ground}
                selectedId={selected}
                onSelect={setSelected}
                layer={layer}
                layerTo={(other) => `/plan?${search({ ...stay, ...place, layer: other })}`}
                accessTo={`/plan/coverage/access?${search()}`}
              />
              <CoverageAside page={page} walkerName={walkerName} onShow={show} />
            </div>
            <ExportLinks query={query} table={page.table} city={page.city} stay={stay} />
            <AreaTable
              query={query}
              chosen={page.chosen}
              table={page.table}
              sort={sort}
              boundMinutes={page.boundMinutes}
              changes={page.compared?.changes ?? null}
              stay={stay}
            />
            <MethodDetails
              query={query}
              beside={page.beside && { query, ...page.beside, search: search({ ...stay, ...place, beside: "1" }) }}
              method={method}
              walkerName={walkerName}
              sites={page.sites}
              onStreets={page.onStreets}
            />
          </>
        )}
      </Stack>
    </Container>
  );
}
