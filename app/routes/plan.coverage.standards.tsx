import { Alert, Container, Stack, Text, Title } from "@mantine/core";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CoveragePages } from "~/modules/coverage/ui/coverage-pages";
import { problemText } from "~/modules/coverage/ui/problem-words";
import { StandardCard } from "~/modules/coverage/ui/standard-card";
import { askedFrom, understoodCoverage } from "~/modules/coverage/use-cases/asked-coverage.server";
import { cityStandards } from "~/modules/coverage/use-cases/city-standards.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";

const LISTED = 50;

export const handle = { title: "coverage:standards.title" };

export async function loader({ request }: LoaderFunctionArgs) {
  const city = await requireCity(request);
  const asked = await understoodCoverage(city.code, askedFrom(new URL(request.url).searchParams));
  if (!asked) return { date: "", types: [], checks: [], problem: null };
  const { ground, query } = asked;
  const problem = asked.problems.find(({ field }) => field === "date") ?? null;
  const checks = (await cityStandards(ground, query.date)).map(({ lacking, ...check }) => ({
    ...check,
    lacking: lacking.slice(0, LISTED),
    lackingCount: lacking.length,
    lackingPeople: lacking.every((area) => area.people === null)
      ? null
      : lacking.reduce((sum, area) => sum + (area.people ?? 0), 0),
  }));
  return { date: query.date, types: ground.types.map(({ key, nameZh, nameEn }) => ({ key, nameZh, nameEn })), checks, problem };
}

export default function PlanCoverageStandards() {
  const { date, types, checks, problem } = useLoaderData<typeof loader>();
  const { t } = useTranslation("coverage");
  const { search } = useLocation();
  return (
    <Container component="main" size="md" py="md">
      <Stack gap="md">
        <div>
          <Title order={1} size="h2">
            {t("standards.title")}
          </Title>
          {checks.length > 0 && <Text c="dimmed">{t("standards.lead", { date })}</Text>}
        </div>
        <CoveragePages search={search.slice(1)} />
        {problem && (
          <Alert color="red" role="alert">
            {t("problem.instead", { said: problemText(problem, t), used: t("problem.today", { date }) })}
          </Alert>
        )}
        {checks.length === 0 && (
          <Alert variant="light" color="jade" role="status">
            {t("standards.none")}
          </Alert>
        )}
        {checks.map((check) => (
          <StandardCard
            key={`${check.rule.key} ${check.rule.level} ${check.rule.serviceType}`}
            check={check}
            type={
              types.find(({ key }) => key === check.rule.serviceType) ?? {
                nameZh: check.rule.serviceType,
                nameEn: check.rule.serviceType,
              }
            }
          />
        ))}
      </Stack>
    </Container>
  );
}
