import { Alert, Container, Group, Stack, Text, Title } from "@mantine/core";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData, useNavigation, useSearchParams, type ShouldRevalidateFunction } from "@remix-run/react";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { coverageSearch } from "~/modules/coverage/ui/coverage-address";
import { CoveragePages } from "~/modules/coverage/ui/coverage-pages";
import { CoverageSelectors } from "~/modules/coverage/ui/coverage-selectors";
import { groupText, limitText, nameIn } from "~/modules/coverage/ui/figure-text";
import { QueryProblems } from "~/modules/coverage/ui/query-problems";
import { pointFrom, pointText } from "~/modules/coverage/ui/what-if-address";
import { WhatIfScreen } from "~/modules/coverage/ui/what-if-screen";
import classes from "~/modules/coverage/ui/what-if.module.css";
import { askedFrom, understoodCoverage } from "~/modules/coverage/use-cases/asked-coverage.server";
import { whatIfQuestion } from "~/modules/coverage/use-cases/what-if.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { baseMap } from "~/platform/environment.server";
import type { GeoPoint } from "~/shared/geo-point";

export const handle = { title: "coverage:whatIf.title" };

/** The candidate wanders without the server: only another question is one. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ currentUrl, nextUrl, defaultShouldRevalidate }) => {
  const [before, after] = [currentUrl, nextUrl].map(({ pathname, searchParams }) => {
    const params = new URLSearchParams(searchParams);
    params.delete("at");
    return `${pathname}?${params.toString()}`;
  });
  return before === after ? false : defaultShouldRevalidate;
};

export async function loader({ request }: LoaderFunctionArgs) {
  const city = await requireCity(request);
  const { searchParams } = new URL(request.url);
  const asked = await understoodCoverage(city.code, askedFrom(searchParams));
  if (!asked) return { page: null, at: null, wrongAt: null, baseMap: null };
  const given = searchParams.get("at");
  const at = pointFrom(given);
  return {
    page: await whatIfQuestion(asked, request.signal),
    at,
    wrongAt: given && !at ? given : null,
    baseMap: baseMap() ?? null,
  };
}

export default function PlanWhatIf() {
  const { page, at, wrongAt, baseMap: ground } = useLoaderData<typeof loader>();
  const { t, i18n } = useTranslation("coverage");
  const [params, setParams] = useSearchParams();
  const [rested, setRested] = useState<GeoPoint | null>(at);
  const isStill = useNavigation().state === "idle";
  const kept = params.get("at");
  const keep = useCallback(
    (where: GeoPoint) => {
      setRested(where);
      // A note in the address must not end the way to the next question.
      if (!isStill || kept === pointText(where)) return;
      setParams(
        (before) => {
          before.set("at", pointText(where));
          return before;
        },
        { replace: true, preventScrollReset: true },
      );
    },
    [setParams, isStill, kept],
  );
  if (!page)
    return (
      <Container component="main" size="sm" py="xl">
        <Title order={1}>{t("whatIf.title")}</Title>
        <Text mt="md">{t("empty.noTypes")}</Text>
      </Container>
    );
  const { query, choices, city } = page;
  const named = (all: readonly { key: string; nameZh: string; nameEn: string }[], key: string) =>
    nameIn(i18n.language, all.find((one) => one.key === key) ?? { nameZh: key, nameEn: key });
  const start = at ?? page.start;
  return (
    <Container component="main" fluid px="md" py="md">
      <Stack gap="sm">
        <Group gap="sm" align="baseline">
          <Title order={1} size="h2">
            {t("whatIf.title")}
          </Title>
          <Text c="dimmed" visibleFrom="sm">
            {t("whatIf.lead", { city: nameIn(i18n.language, city), date: query.date })}
          </Text>
        </Group>
        <CoveragePages search={coverageSearch(query, {}, page.chosen)} />
        <QueryProblems problems={page.problems} city={city} query={query} sort="beyond" choices={choices} />
        {wrongAt && (
          <Alert color="red" role="alert">
            {t("whatIf.badPlace", { given: wrongAt })}
          </Alert>
        )}
        {page.isReplaced && (
          <Alert color="yellow" variant="light">
            {t("whatIf.replaced")}
          </Alert>
        )}
        <details className={`surface ${classes.question}`}>
          <summary>
            {t("whatIf.question", {
              types: query.types.map((key) => named(choices.types, key)).join(t("report.and")),
              group: groupText(query.group, t),
              walker: named(choices.walkers, query.walker),
              limit: limitText(query.limit, t),
            })}{" "}
            <Text span td="underline" c="jade">
              {t("whatIf.change")}
            </Text>
          </summary>
          <CoverageSelectors
            query={query}
            own={page.own}
            chosen={page.chosen}
            problems={page.problems}
            choices={choices}
            action="/plan/what-if"
            more={rested && <input type="hidden" name="at" value={pointText(rested)} />}
          />
        </details>
        {start ? (
          <WhatIfScreen
            key={coverageSearch(query)}
            page={page}
            start={rested ?? start}
            baseMap={ground}
            hasOverlay={params.get("overlay") === "1"}
            onRest={keep}
          />
        ) : (
          <Alert color="jade" variant="light" role="status">
            {t("whatIf.nowhere")} <Link to="/plan/import?subject=areas">{t("empty.importAreas")}</Link>
          </Alert>
        )}
      </Stack>
    </Container>
  );
}
