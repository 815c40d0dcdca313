import { Alert, Anchor, Container, Group, NativeSelect, Stack, Text, Title } from "@mantine/core";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ACCESS_MEASURES } from "~/modules/coverage/domain/access-run";
import { AccessLowest } from "~/modules/coverage/ui/access-lowest";
import { AccessSummary } from "~/modules/coverage/ui/access-summary";
import { AccessTable } from "~/modules/coverage/ui/access-table";
import { coverageSearch } from "~/modules/coverage/ui/coverage-address";
import { CoveragePages } from "~/modules/coverage/ui/coverage-pages";
import classes from "~/modules/coverage/ui/coverage-screen.module.css";
import { CoverageSelectors } from "~/modules/coverage/ui/coverage-selectors";
import { nameIn } from "~/modules/coverage/ui/figure-text";
import { LorenzCard } from "~/modules/coverage/ui/lorenz-card";
import { MethodDetails } from "~/modules/coverage/ui/method-details";
import { NothingToAsk } from "~/modules/coverage/ui/nothing-to-ask";
import { QueryProblems } from "~/modules/coverage/ui/query-problems";
import { accessPage } from "~/modules/coverage/use-cases/access-page.server";
import { understoodAccess } from "~/modules/coverage/use-cases/asked-access.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";

export const handle = { title: "coverage:access.title" };

export async function loader({ request }: LoaderFunctionArgs) {
  const city = await requireCity(request);
  const asked = await understoodAccess(city.code, new URL(request.url).searchParams);
  // Whoever goes elsewhere meanwhile needs no answer.
  return { page: asked && (await accessPage(asked, request.signal)) };
}

export default function PlanCoverageAccess() {
  const { page } = useLoaderData<typeof loader>();
  const { t, i18n } = useTranslation("coverage");
  if (!page) return <NothingToAsk title={t("access.title")} />;
  const { query, chosen, measure, figures, choices, none } = page;
  const named = (key: string, all: readonly { key: string; nameZh: string; nameEn: string }[]) =>
    nameIn(i18n.language, all.find((one) => one.key === key) ?? { nameZh: key, nameEn: key });
  const types = query.types.map((key) => named(key, choices.types)).join(t("report.and"));
  const search = (more: Record<string, string> = {}, said = chosen) => coverageSearch(query, { measure, ...more }, said);
  const file = (format: string) =>
    `/plan/coverage/access/export?${search({ format, level: figures?.table.level ?? "district", inside: figures?.table.path.at(-1)?.code ?? "" })}`;
  return (
    <Container component="main" fluid px="md" py="md">
      <Stack gap="md">
        <Group gap="sm" align="baseline">
          <Title order={1} size="h2">
            {t("access.title")}
          </Title>
          <Text c="dimmed">{t("access.lead", { city: nameIn(i18n.language, page.city), date: query.date })}</Text>
        </Group>
        <CoveragePages search={coverageSearch(query, {}, chosen)} />
        <QueryProblems
          problems={page.problems}
          city={page.city}
          query={query}
          sort="beyond"
          choices={choices}
          measure={measure}
        />
        <CoverageSelectors
          query={query}
          own={page.own}
          chosen={chosen}
          problems={page.problems}
          choices={choices}
          action="/plan/coverage/access"
          more={
            <NativeSelect
              name="measure"
              label={t("access.measure")}
              defaultValue={measure}
              key={measure}
              data={ACCESS_MEASURES.map((key) => ({ value: key, label: t(`access.measures.${key}`) }))}
            />
          }
        />
        {none && (
          <Alert variant="light" color="jade" role="status" data-testid="no-access">
            {t(`access.none.${none}`, { types, date: query.date })}
          </Alert>
        )}
        {figures && (
          <>
            <div className={classes.thirds}>
              <AccessSummary measure={measure} limit={query.limit} figures={figures} />
              <LorenzCard gini={figures.gini} points={figures.lorenz} />
              <AccessLowest measure={measure} lowest={figures.lowest} />
            </div>
            <Group gap="md" className="no-print">
              <Text size="sm" fw={600}>
                {t("access.export.title")}
              </Text>
              <Anchor href={file("csv")} download>
                CSV
              </Anchor>
              <Anchor href={file("xlsx")} download>
                Excel
              </Anchor>
            </Group>
            <AccessTable
              measure={measure}
              date={query.date}
              table={figures.table}
              to={(inside) => `/plan/coverage/access?${search({ inside })}#access-areas`}
            />
          </>
        )}
        <MethodDetails
          query={query}
          beside={null}
          method={page.method}
          walkerName={named(query.walker, choices.walkers)}
          sites={page.sites}
        />
      </Stack>
    </Container>
  );
}
