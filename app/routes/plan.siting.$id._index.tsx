import { Alert, Anchor, Button, Container, Group, Stack, Text, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { may } from "~/modules/accounts/domain/may";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { MethodDetails } from "~/modules/coverage/ui/method-details";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { isUnderWay } from "~/modules/siting/domain/siting-scenario";
import { OtherSources } from "~/modules/siting/ui/other-sources";
import { PageFiles } from "~/modules/siting/ui/page-files";
import { pageUnits } from "~/modules/siting/ui/page-units";
import { RefusedStep } from "~/modules/siting/ui/refused-step";
import { ResultFacts } from "~/modules/siting/ui/result-facts";
import { ResultFewer } from "~/modules/siting/ui/result-fewer";
import { ResultHead } from "~/modules/siting/ui/result-head";
import { ResultMap } from "~/modules/siting/ui/result-map";
import { ResultSites } from "~/modules/siting/ui/result-sites";
import { RunProgress } from "~/modules/siting/ui/run-progress";
import { RunFailed, RunImpossible } from "~/modules/siting/ui/run-without";
import { RunList, ScenarioSteps } from "~/modules/siting/ui/scenario-steps";
import { SitingPages } from "~/modules/siting/ui/siting-pages";
import classes from "~/modules/siting/ui/question.module.css";
import { premisesOf } from "~/modules/siting/use-cases/one-page-in-view.server";
import { scenarioInView } from "~/modules/siting/use-cases/scenarios-in-view.server";
import { stepByForm } from "~/modules/siting/use-cases/siting-form.server";
import { baseMap } from "~/platform/environment.server";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle = { title: "siting:question.title", words: ["all", "siting"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:scenarios");
  const city = await requireCity(request);
  const found = await scenarioInView(actor, city, params.id ?? "", addressSaid(request).get("run") ?? "");
  if (!found) throw Response.json({ refusal: "not-in-your-area" }, { status: 404 });
  const result = found.run?.result;
  const premises = result?.kind === "result" ? Object.fromEntries(await premisesOf(actor, city, result)) : {};
  return { ...found, premises, city, hasPremises: may(actor, "read:premises"), baseMap: baseMap() ?? null };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "plan:sites");
  const city = await requireCity(request);
  const form = await formSaid(request);
  const done = await stepByForm(actor, city, params.id ?? "", form);
  if (done.ok) return redirect(`/plan/siting${done.value ? `/${done.value}` : ""}?city=${city.code}`);
  const refusal = done.refusal.kind === "step" ? done.refusal.step : null;
  if (refusal === "not-there") throw Response.json({ refusal: "not-there" }, { status: 404 });
  if (refusal === "not-permitted")
    throw Response.json({ refusal: "not-permitted", permission: "plan:sites", role: actor.role }, { status: 403 });
  return { refusal, problems: done.refusal.kind === "question" ? done.refusal.problems : [] };
}

export default function SitingScenario() {
  const seen = useLoaderData<typeof loader>();
  const { scenario, run, runs, people, mayPlan, city, premises, hasPremises, baseMap: ground } = seen;
  const answer = useActionData<typeof action>();
  const { t, i18n } = useTranslation("siting");
  const [selected, setSelected] = useState<string | null>(null);
  const language = i18n.language === "en" ? "en" : "zh";
  const time = new Intl.DateTimeFormat(language === "en" ? "en-GB" : "zh-CN", {
    ...{ dateStyle: "medium", timeStyle: "short", timeZone: city.timeZone },
  });
  const address = `/plan/siting/${scenario.id}?city=${city.code}`;
  const { result = null } = run ?? {};
  const units = run && pageUnits(t, language, run.question, result?.method.speedKmh ?? 1);
  const who = (run?.askedBy && people[run.askedBy]) || t("result.unnamed");
  const choose = (id: string) => {
    setSelected(id);
    document.getElementById(id)?.scrollIntoView({ block: "nearest" });
  };
  const of = mayPlan && !scenario.archivedAt ? { id: scenario.id, version: scenario.version } : null;
  return (
    <Container component="main" fluid px="md" py="md">
      <Stack gap="md">
        <div>
          <Title order={1} size="h2">
            {scenario.name}
          </Title>
          {run && <Text c="dimmed">{t("result.asked", { who, at: time.format(run.askedAt) })}</Text>}
        </div>
        <SitingPages cityCode={city.code} mayReadPremises={hasPremises} />
        <RefusedStep answer={answer} />
        {seen.isAnother && run && <Alert color="yellow">{t("result.another")}</Alert>}
        {of && (
          <Group gap="lg" className="no-print">
            <Anchor component={Link} to={`/plan/siting?city=${city.code}&of=${scenario.id}`} fw={600}>
              {t("steps.edit")}
            </Anchor>
            {result?.kind === "result" && (
              <Button component={Link} to={`/plan/siting/${scenario.id}/page?city=${city.code}&run=${run!.id}`}>
                {t("steps.page")}
              </Button>
            )}
            <Anchor href="#scenario-steps">{t("steps.all")}</Anchor>
          </Group>
        )}
        {result?.kind === "result" && (
          <PageFiles address={`/plan/siting/${scenario.id}/export?city=${city.code}&run=${run!.id}`} />
        )}
        {(!run || run.state === "failed") && <RunFailed run={run} cityCode={city.code} of={of} />}
        {run && isUnderWay(run) && <RunProgress {...{ run, language, mayPlan }} question={run.question} />}
        {result?.kind === "impossible" && units && <RunImpossible without={result} units={units} of={of} />}
        {result?.kind === "result" && run && units && (
          <>
            <ResultHead {...{ result, units }} name={scenario.name} computedOn={time.format(new Date(result.computedAt))} />
            {result.fewer && (
              <ResultFewer fewer={result.fewer} question={result.question} units={units} cityCode={city.code} of={of} />
            )}
            <OtherSources {...{ result, units, of }} runId={run.id} />
            <div className={classes.screen}>
              <div className={classes.aside} id="siting-map">
                <ResultMap
                  {...{ result, baseMap: ground, selectedId: selected, onSelect: choose }}
                  name={scenario.name}
                  runId={run.id}
                />
              </div>
              <Stack gap="md">
                <ResultSites
                  {...{ result, units, premises, selectedId: selected, onShow: setSelected, mayPlan: of !== null }}
                  scenarioId={scenario.id}
                  runId={run.id}
                />
                <ResultFacts result={result} units={units} />
              </Stack>
            </div>
            <Text size="sm">{t("result.howSet", { unfit: 0, ...result.candidates, leftOut: result.cost.leftOut })}</Text>
            <MethodDetails
              query={{ method: result.question.method, cityCode: city.code }}
              method={result.method}
              beside={null}
              walkerName={units.named(result.parts.walker)}
              sites={{ operating: result.existing.length, approximate: 0 }}
            />
          </>
        )}
        <RunList runs={runs} shownId={run?.id ?? null} address={address} timeText={(at) => time.format(at)} />
        {mayPlan && <ScenarioSteps scenario={scenario} />}
      </Stack>
    </Container>
  );
}
