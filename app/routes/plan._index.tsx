import { Alert, Container, Group, Stack, Text, Title } from "@mantine/core";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemWords } from "~/modules/coverage/domain/query-problem";
import { areaSortFrom } from "~/modules/coverage/ui/area-sort";
import { AreaTable } from "~/modules/coverage/ui/area-table";
import { CoverageMap } from "~/modules/coverage/ui/coverage-map";
import { CoverageNotes } from "~/modules/coverage/ui/coverage-notes";
import classes from "~/modules/coverage/ui/coverage-screen.module.css";
import { CoverageSelectors } from "~/modules/coverage/ui/coverage-selectors";
import { CoverageSummary } from "~/modules/coverage/ui/coverage-summary";
import { ExportLinks } from "~/modules/coverage/ui/export-links";
import { nameIn } from "~/modules/coverage/ui/figure-text";
import { MethodDetails } from "~/modules/coverage/ui/method-details";
import { ProvisionCard } from "~/modules/coverage/ui/provision-card";
import { TwoBasesCard } from "~/modules/coverage/ui/two-bases-card";
import { WorstCommunities } from "~/modules/coverage/ui/worst-communities";
import { askedCoverage, askedFrom } from "~/modules/coverage/use-cases/asked-coverage.server";
import { coveragePage } from "~/modules/coverage/use-cases/coverage-page.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { baseMap } from "~/platform/environment.server";

export const meta: MetaFunction = () => [{ title: "一刻钟服务圈 · Quarterhour" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const city = await requireCity(request);
  const { searchParams } = new URL(request.url);
  const asked = await askedCoverage(city.code, askedFrom(searchParams));
  const usual = asked.ok ? asked : await askedCoverage(city.code, {});
  const problems = asked.ok ? [] : asked.refusal.map(problemWords);
  const sort = areaSortFrom(searchParams.get("sort"));
  // A city without a single service type has no question to answer yet.
  if (!usual.ok) return { page: null, problems: [], sort, baseMap: null };
  return { page: await coveragePage(usual.value, searchParams.get("inside") ?? ""), problems, sort, baseMap: baseMap() ?? null };
}

export default function PlanIndex() {
  const { page, problems, sort, baseMap: ground } = useLoaderData<typeof loader>();
  const { t, i18n } = useTranslation("coverage");
  const [selected, setSelected] = useState<string | null>(null);
  if (!page) {
    return (
      <Container component="main" size="sm" py="xl">
        <Title order={1}>{t("title")}</Title>
        <Text mt="md">{t("empty.noTypes")}</Text>
      </Container>
    );
  }
  const { query, total, method, choices } = page;
  const walker = choices.walkers.find(({ key }) => key === query.walker);
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
        {problems.length > 0 && (
          <Alert color="red" role="alert" title={t("problem")}>
            {problems.map((problem) => (
              <Text key={problem.en}>{i18n.language === "en" ? problem.en : problem.zh}</Text>
            ))}
          </Alert>
        )}
        <CoverageSelectors query={query} choices={choices} />
        <CoverageNotes
          query={query}
          types={choices.types}
          areasKnown={page.areasKnown}
          populationKnown={method.population !== null}
          unknownCommunities={total.unknownCommunities}
          sites={page.sites}
          unplacedCommunities={page.unplacedCommunities}
        />
        <div className={classes.screen}>
          <CoverageMap
            city={page.city}
            query={query}
            types={choices.types}
            steps={page.steps}
            walk={method}
            boundMinutes={page.boundMinutes}
            baseMap={ground}
            selectedId={selected}
            onSelect={setSelected}
          />
          <Stack gap="md" component="aside" aria-label={t("share.aside")}>
            <CoverageSummary {...page} />
            <TwoBasesCard query={query} total={total} bases={page.bases} method={method} walkerName={walkerName} />
            {page.provision && <ProvisionCard provision={page.provision} group={query.group} population={method.population} />}
            {total.share !== null && (
              <WorstCommunities worst={page.worst} boundMinutes={page.boundMinutes} onShow={setSelected} />
            )}
          </Stack>
        </div>
        <ExportLinks query={query} level={page.table.level} />
        <AreaTable query={query} table={page.table} total={total} sort={sort} />
        <MethodDetails method={method} walkerName={walkerName} sites={page.sites} />
      </Stack>
    </Container>
  );
}
