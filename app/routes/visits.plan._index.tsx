import { Alert, Anchor, Container, Stack, Text, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { may } from "~/modules/accounts/domain/may";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { areaCodeIn } from "~/modules/catalog/use-cases/find-areas.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { IllForm, PlanForm } from "~/modules/visits/ui/plan-form";
import { PlanList } from "~/modules/visits/ui/plan-list";
import { VisitPages } from "~/modules/visits/ui/visit-pages";
import { monthAsked } from "~/modules/visits/use-cases/month-asked.server";
import { plansInView } from "~/modules/visits/use-cases/plan-in-view.server";
import { askPlan, illToday } from "~/modules/visits/use-cases/plan-steps.server";

export const handle = { title: "visits:plan.title" };

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:visits");
  const city = await requireCity(request);
  const said = addressSaid(request);
  const { areaCode } = monthAsked(actor, city, said);
  const found = await plansInView(actor, city, areaCode);
  const names = await areaNames([areaCode, ...found.plans.map((plan) => plan.areaCode)]);
  return {
    ...found,
    areaCode,
    names,
    city,
    grants: actor.grants,
    mayPlan: may(actor, "plan:visits"),
    isBoardMissing: said.get("board") === "none",
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "plan:visits");
  const city = await requireCity(request);
  const form = await formSaid(request);
  const text = (name: string) => String(form.get(name) ?? "").slice(0, 100);
  const areaCode = (await areaCodeIn(actor, city.code, text("area"))) ?? "";
  const asked =
    text("intent") === "ill"
      ? await illToday(actor, city, text("ill"), areaCode)
      : await askPlan(actor, city, {
          ...{ areaCode, week: text("week"), personIds: form.getAll("person").map(String) },
          ...{ isPooled: text("pooled") === "yes", seconds: text("seconds") },
        });
  if (!asked.ok) {
    if (asked.refusal.kind === "not-permitted")
      throw Response.json({ refusal: "not-permitted", permission: "plan:visits", role: actor.role }, { status: 403 });
    return { refusal: asked.refusal.kind };
  }
  return redirect(`/visits/plan/${asked.value}?city=${city.code}`);
}

export default function VisitPlans() {
  const { plans, visitors, people, areaCode, names, city, grants, mayPlan, isBoardMissing, today } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, i18n } = useTranslation("visits");
  const areas = Object.fromEntries(
    Object.entries(names).map(([code, { name, nameEn }]) => [code, i18n.language === "en" ? nameEn : name]),
  );
  const address = `/visits/plan?${new URLSearchParams({ index: "", city: city.code, area: areaCode }).toString()}`;
  return (
    <Container component="main" size="xl" py="md">
      <Stack gap="md">
        <div>
          <Title order={1} size="h2">
            {t("plan.title")}
          </Title>
          <Text c="dimmed">{t("plan.lead")}</Text>
        </div>
        <VisitPages grants={grants} />
        {answer?.refusal && (
          <Alert color="red" role="alert">
            {t(`plan.refusal.${answer.refusal}`)}
          </Alert>
        )}
        {isBoardMissing && <Alert color="yellow">{t("plan.board.noneToday")}</Alert>}
        <Text>
          <Anchor component={Link} to={`/visits/board?city=${city.code}`}>
            {t("plan.board.ofToday")}
          </Anchor>
        </Text>
        <PlanList {...{ plans, areas, people }} cityCode={city.code} timeZone={city.timeZone} />
        {mayPlan && <PlanForm {...{ address, areaCode, visitors }} week={today} />}
        {mayPlan && <IllForm {...{ address, areaCode, visitors }} />}
      </Stack>
    </Container>
  );
}
