import { Alert, Anchor, Button, Container, Group, Radio, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { isFacilityState, NEXT_STATES, type FacilityState } from "~/modules/catalog/domain/life-cycle";
import { useActionInCity } from "~/modules/catalog/ui/own-city";
import { useRefusalWords } from "~/modules/catalog/ui/refusal-words";
import { changeFacilityState } from "~/modules/catalog/use-cases/change-facility-state.server";
import { requireCityOfFacility, requireFacilityPage } from "~/modules/catalog/use-cases/city-of-facility.server";
import { requireTouch } from "~/modules/catalog/use-cases/may-write-catalog.server";
import { readFacility } from "~/modules/catalog/use-cases/read-facility.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { today } from "~/platform/clock.server";
import { pageTitle } from "~/platform/page-title.server";
import { titled } from "~/ui/layout/titled";

export const meta = titled;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "write:catalog");
  const city = await requireFacilityPage(request, actor, params.id);
  const file = await readFacility(actor, city, params.id ?? "");
  const current = file?.facility.life.at(-1);
  if (!file || !current) throw new Response(null, { status: 404 });
  requireTouch(actor, file.facility);
  return {
    id: file.facility.id,
    name: file.facility.name,
    current,
    next: NEXT_STATES[current.state],
    title: await pageTitle(request, (t) => t("catalog:change.title", { name: file.facility.name })),
    today: today(city.timeZone),
    cityCode: city.code,
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "write:catalog");
  const city = await requireCityOfFacility(actor, params.id);
  const form = await formSaid(request);
  const [to, on, reason] = ["to", "on", "reason"].map((name) => String(form.get(name) ?? "")) as [string, string, string];
  if (!isFacilityState(to)) throw new Response(null, { status: 400 });
  const said = { to, on, reason };
  const changed = await changeFacilityState(actor, city.code, params.id ?? "", said);
  return changed.ok
    ? redirect(`/plan/facilities/${changed.value.id}?saved=yes&city=${city.code}`)
    : { refusal: changed.refusal, said };
}

export default function ChangeState() {
  const { id, name, current, next, today: day, cityCode } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("catalog");
  const words = useRefusalWords();
  const sentTo = useActionInCity(cityCode);
  const what = (state: FacilityState) => t(`change.what.${state}`);
  return (
    <Container component="main" size="sm" py="lg">
      <Form method="post" action={sentTo} noValidate>
        <Stack gap="lg">
          <div>
            <Title order={1} size="h2">
              {t("change.title", { name })}
            </Title>
            <Text c="dimmed">{t("change.now", { state: t(`state.${current.state}`), from: current.from })}</Text>
          </div>
          {answer && (
            <Alert color="red" role="alert">
              {words(answer.refusal)}
            </Alert>
          )}
          <Radio.Group name="to" label={t("change.to")} defaultValue={answer?.said.to ?? next[0]}>
            <Stack gap="sm" mt="xs">
              {next.map((state) => (
                <Radio key={state} value={state} label={t(`state.${state}`)} description={what(state)} />
              ))}
            </Stack>
          </Radio.Group>
          <TextInput
            type="date"
            name="on"
            label={t("change.on")}
            description={t("change.onWhat")}
            defaultValue={answer?.said.on ?? day}
            w="16rem"
          />
          <Textarea
            name="reason"
            label={t("change.reason")}
            description={t("change.reasonWhat")}
            defaultValue={answer?.said.reason}
            autosize
            minRows={2}
            maxLength={200}
          />
          <Group>
            <Button type="submit" size="md">
              {t("change.apply")}
            </Button>
            <Anchor component={Link} to={`/plan/facilities/${id}`}>
              {t("form.cancel")}
            </Anchor>
          </Group>
        </Stack>
      </Form>
    </Container>
  );
}
