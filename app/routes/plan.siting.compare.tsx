import { Alert, Anchor, Container, Stack, Text, Title } from "@mantine/core";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { may } from "~/modules/accounts/domain/may";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { addressSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { CompareTable } from "~/modules/siting/ui/compare-table";
import { pageUnits } from "~/modules/siting/ui/page-units";
import classes from "~/modules/siting/ui/question.module.css";
import { ResultMap } from "~/modules/siting/ui/result-map";
import { SitingPages } from "~/modules/siting/ui/siting-pages";
import { comparedScenarios } from "~/modules/siting/use-cases/compared-scenarios.server";
import { baseMap } from "~/platform/environment.server";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle = { title: "siting:compare.title", words: ["all", "siting"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:scenarios");
  const city = await requireCity(request);
  const ids = addressSaid(request)
    .getAll("ids")
    .flatMap((each) => each.split(","));
  return {
    ...(await comparedScenarios(actor, city, ids)),
    ...{ city, hasPremises: may(actor, "read:premises"), baseMap: baseMap() ?? null },
  };
}

const nothing = () => undefined;

export default function CompareSiting() {
  const { compared, unanswered, city, hasPremises, baseMap: ground } = useLoaderData<typeof loader>();
  const { t, i18n } = useTranslation("siting");
  const language = i18n.language === "en" ? "en" : "zh";
  const units = compared.map(({ result }) => pageUnits(t, language, result.question, result.method.speedKmh));
  const beside = compared.map(({ result }) => result);
  return (
    <Container component="main" fluid px="md" py="md">
      <Stack gap="md">
        <div>
          <Title order={1} size="h2">
            {t("compare.title")}
          </Title>
          <Text c="dimmed">{t("compare.lead")}</Text>
        </div>
        <SitingPages cityCode={city.code} mayReadPremises={hasPremises} />
        <Anchor component={Link} to={`/plan/siting?city=${city.code}`}>
          {t("compare.back")}
        </Anchor>
        {([false, true] as const).map((isNone) => {
          const without = unanswered.filter(({ isImpossible }) => isImpossible === isNone);
          if (without.length === 0) return null;
          return (
            <Alert key={String(isNone)} color="yellow" title={t(isNone ? "compare.impossible" : "compare.missing")}>
              {without.map(({ id, name }) => (
                <Anchor key={id} component={Link} to={`/plan/siting/${id}?city=${city.code}`} display="block" className="typed">
                  {name}
                </Anchor>
              ))}
            </Alert>
          );
        })}
        {compared.length < 2 ? (
          <Alert>{t("compare.few")}</Alert>
        ) : (
          <>
            <div className={classes.beside}>
              {compared.map(({ scenarioId, runId, name, result }) => (
                <section key={scenarioId} aria-label={name}>
                  <Title order={2} size="h4" mb="xs" className="typed">
                    {name}
                  </Title>
                  <ResultMap
                    {...{ result, name, runId, beside, baseMap: ground, onSelect: nothing }}
                    selectedId={null}
                    height={320}
                  />
                </section>
              ))}
            </div>
            <CompareTable {...{ compared, units }} cityCode={city.code} />
          </>
        )}
      </Stack>
    </Container>
  );
}
