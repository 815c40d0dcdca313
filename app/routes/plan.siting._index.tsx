import { Alert, Container, Stack, Text, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { may } from "~/modules/accounts/domain/may";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { addressSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { QuestionForm } from "~/modules/siting/ui/question-form";
import { questionName } from "~/modules/siting/ui/question-name";
import { useRefusalInView } from "~/modules/siting/ui/refusal-in-view";
import { ScenarioList } from "~/modules/siting/ui/scenario-list";
import { SitingPages } from "~/modules/siting/ui/siting-pages";
import { askedInView } from "~/modules/siting/use-cases/asked-in-view.server";
import { scenariosInView } from "~/modules/siting/use-cases/scenarios-in-view.server";
import { questionTyped } from "~/modules/siting/use-cases/question-form.server";
import { askByForm, scenarioTyped, typedFields } from "~/modules/siting/use-cases/siting-form.server";
import { languageOf } from "~/platform/language.server";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle = { title: "siting:question.title", words: ["all", "siting"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:scenarios");
  const city = await requireCity(request);
  const said = addressSaid(request);
  const isArchived = said.get("archived") === "1";
  const { scenarios, people, cutAt, mayPlan } = await scenariosInView(actor, city, isArchived);
  const { asked, fields, problems, of, leftOut } = await askedInView(actor, city, said);
  return {
    ...{ scenarios, people, cutAt, isArchived, mayPlan, city },
    ...{ fields, problems, choices: asked?.choices ?? null, of, leftOut },
    hasPremises: may(actor, "read:premises"),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "plan:sites");
  const city = await requireCity(request);
  const { form, problems: before } = await questionTyped(request);
  if (before.length > 0) {
    const of = await scenarioTyped(actor, city, form, { kind: "question", problems: before });
    return { fields: typedFields(form), problems: before, refusal: null, of };
  }
  const language = (await languageOf(request)) === "en" ? "en" : "zh";
  const t = translator(language, language === "en" ? en : zh).getFixedT(language, "siting");
  const done = await askByForm(actor, city, form, (question, known, before) =>
    questionName(question, known, t, language, before),
  );
  if (done.ok) return redirect(`/plan/siting/${done.value}?city=${city.code}`);
  const { refusal } = done;
  if (refusal.kind === "step" && refusal.step === "not-permitted")
    throw Response.json({ refusal: "not-permitted", permission: "plan:sites", role: actor.role }, { status: 403 });
  const problems = refusal.kind === "question" ? refusal.problems : [];
  const of = await scenarioTyped(actor, city, form, refusal);
  return { fields: typedFields(form), problems, refusal: refusal.kind === "step" ? refusal.step : null, of };
}

export default function Siting() {
  const { scenarios, people, cutAt, isArchived, mayPlan, city, choices, hasPremises, ...asked } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  useRefusalInView(answer);
  const { t, i18n } = useTranslation("siting");
  // A body too large to be taken in at all has no words left to be shown again.
  const isLost = answer?.fields.length === 0;
  const fields = answer && !isLost ? answer.fields : asked.fields;
  const of = answer ? answer.of : asked.of;
  return (
    <Container component="main" size="xl" py="md">
      <Stack gap="md">
        <div>
          <Title order={1} size="h2">
            {of ? of.name : t("question.title")}
          </Title>
          <Text c="dimmed">
            {t(mayPlan ? "question.lead" : "question.leadToRead", { city: i18n.language === "en" ? city.nameEn : city.nameZh })}
          </Text>
        </div>
        <SitingPages cityCode={city.code} mayReadPremises={hasPremises} />
        {answer?.refusal && (
          <Alert color="red" role="alert">
            {t(`refusal.${answer.refusal}`)}
          </Alert>
        )}
        {!fields || !choices ? (
          <Alert>{t("question.nothing")}</Alert>
        ) : mayPlan ? (
          <QuestionForm
            key={of?.id ?? "new"}
            {...{ fields, of, isLost, hasPremises }}
            leftOut={asked.leftOut}
            problems={answer?.problems ?? asked.problems}
            choices={choices}
            cityCode={city.code}
          />
        ) : (
          <Alert>{t("question.mayNot")}</Alert>
        )}
        <ScenarioList {...{ scenarios, people, cutAt, city, isArchived, mayPlan }} />
      </Stack>
    </Container>
  );
}
