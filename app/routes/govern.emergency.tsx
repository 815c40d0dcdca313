import { Button, Container, NativeSelect, Stack, Text, Textarea, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { EMERGENCY_HOURS, LEAST_REASON, MOST_REASON } from "~/modules/accounts/domain/emergency-access";
import { LINES } from "~/shared/line";
import { EmergencyList } from "~/modules/accounts/ui/emergency-list";
import { GovernPages } from "~/modules/accounts/ui/govern-pages";
import { RefusalAlert } from "~/modules/accounts/ui/refusal-alert";
import { breakGlass, emergencies } from "~/modules/accounts/use-cases/break-glass.server";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { areaCodeIn } from "~/modules/catalog/use-cases/find-areas.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { AreaEntry } from "~/ui/forms/area-entry";

export const handle = { title: "accounts:emergency.title" };

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "break:glass");
  const openings = (await emergencies(actor)).filter(({ personId }) => personId === actor.personId);
  return { openings, names: await areaNames(openings.map(({ areaCode }) => areaCode)), grants: actor.grants };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "break:glass");
  const city = await requireCity(request);
  const form = await formSaid(request);
  const text = (name: string) => String(form.get(name) ?? "").slice(0, 4000);
  const typed = { line: text("line"), area: text("area"), reason: text("reason") };
  const areaCode = (await areaCodeIn(actor, city.code, typed.area)) ?? "";
  const opened = await breakGlass(actor, { line: typed.line, areaCode, reason: typed.reason });
  return opened.ok ? redirect("/govern/emergency") : { typed, refusal: opened.refusal };
}

export default function GovernEmergency() {
  const { openings, names, grants } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("accounts");
  const typed = answer?.typed;
  return (
    <Container component="main" size="md" py="md">
      <Stack gap="md">
        <div>
          <Title order={1} size="h2">
            {t("emergency.title")}
          </Title>
          <Text c="dimmed">{t("emergency.lead", { hours: EMERGENCY_HOURS })}</Text>
        </div>
        <GovernPages grants={grants} />
        <Form method="post" noValidate className="surface" key={openings.length}>
          <Stack p="md" gap="sm">
            <RefusalAlert refusal={answer?.refusal ?? null} />
            <NativeSelect
              name="line"
              label={t("emergency.line")}
              defaultValue={typed?.line ?? LINES[0]}
              data={LINES.map((line) => ({ value: line, label: t(`line.${line}`) }))}
            />
            <AreaEntry
              name="area"
              label={t("emergency.area")}
              description={t("emergency.areaWhat")}
              defaultValue={typed?.area ?? ""}
            />
            <Textarea
              name="reason"
              label={t("emergency.reason")}
              description={t("emergency.reasonWhat", { least: LEAST_REASON, most: MOST_REASON })}
              defaultValue={typed?.reason ?? ""}
              autosize
              minRows={2}
            />
            <Button type="submit" style={{ alignSelf: "start" }}>
              {t("emergency.submit", { hours: EMERGENCY_HOURS })}
            </Button>
          </Stack>
        </Form>
        <Title order={2} size="h4">
          {t("emergency.mine")}
        </Title>
        {openings.length === 0 ? (
          <Text c="dimmed">{t("emergency.none")}</Text>
        ) : (
          <EmergencyList openings={openings} names={names} reviewer={null} />
        )}
      </Stack>
    </Container>
  );
}
