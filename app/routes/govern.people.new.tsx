import { Button, Container, NativeSelect, Stack, Text, TextInput, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LINES } from "~/shared/line";
import { RefusalAlert } from "~/modules/accounts/ui/refusal-alert";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { registerPerson } from "~/modules/accounts/use-cases/register-person.server";
import { areaCodeIn } from "~/modules/catalog/use-cases/find-areas.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { AreaEntry } from "~/ui/forms/area-entry";

export const handle = { title: "accounts:register.title" };

export async function loader({ request }: LoaderFunctionArgs) {
  await requireActor(request, "write:people");
  return null;
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "write:people");
  const city = await requireCity(request);
  const form = await formSaid(request);
  const text = (name: string) => String(form.get(name) ?? "").slice(0, 200);
  const typed = { name: text("name"), line: text("line"), area: text("area") };
  const areaCode = (await areaCodeIn(actor, city.code, typed.area)) ?? "";
  const registered = await registerPerson(actor, { name: typed.name, line: typed.line, areaCode });
  return registered.ok ? redirect(`/govern/people/${registered.value}`) : { typed, refusal: registered.refusal };
}

export default function GovernPeopleNew() {
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("accounts");
  const typed = answer?.typed;
  return (
    <Container component="main" size="sm" py="md">
      <Form method="post" noValidate>
        <Stack gap="md">
          <div>
            <Title order={1} size="h2">
              {t("register.title")}
            </Title>
            <Text c="dimmed">{t("register.lead")}</Text>
          </div>
          <RefusalAlert refusal={answer?.refusal ?? null} />
          <TextInput name="name" label={t("register.name")} defaultValue={typed?.name ?? ""} required autoComplete="off" />
          <NativeSelect
            name="line"
            label={t("register.line")}
            defaultValue={typed?.line ?? ""}
            data={["", ...LINES].map((line) => ({ value: line, label: t(`line.${line || "none"}`) }))}
          />
          <AreaEntry
            name="area"
            label={t("register.area")}
            description={t("register.areaWhat")}
            defaultValue={typed?.area ?? ""}
          />
          <Button type="submit" style={{ alignSelf: "start" }}>
            {t("register.submit")}
          </Button>
        </Stack>
      </Form>
    </Container>
  );
}
