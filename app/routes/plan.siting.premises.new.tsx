import { Container, Stack, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { PremisesForm } from "~/modules/siting/ui/premises-form";
import { typedIn } from "~/modules/siting/ui/typed-in";
import { registerPremises } from "~/modules/siting/use-cases/save-premises.server";
import { baseMap } from "~/platform/environment.server";
import { pageTitle } from "~/platform/page-title.server";
import { titled } from "~/ui/layout/titled";
import type { PageHandle } from "~/ui/layout/page-title";

export const meta = titled;

export const handle: Pick<PageHandle, "words"> = { words: ["all", "siting"] };

export async function loader({ request }: LoaderFunctionArgs) {
  await requireActor(request, "write:premises");
  const city = await requireCity(request);
  return {
    ...{ cityCode: city.code, bounds: city.bounds, baseMap: baseMap() ?? null },
    title: await pageTitle(request, (t) => t("siting:premises.newTitle")),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "write:premises");
  const city = await requireCity(request);
  const typed = typedIn(await formSaid(request));
  const saved = await registerPremises(actor, city, typed);
  return saved.ok
    ? redirect(`/plan/siting/premises/${saved.value.id}?saved=yes&city=${city.code}`)
    : { refusal: saved.refusal, typed };
}

export default function NewPremises() {
  const { cityCode, bounds, baseMap: ground } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("siting");
  return (
    <Container component="main" size="md" py="lg">
      <Stack gap="lg">
        <Title order={1} size="h2">
          {t("premises.newTitle")}
        </Title>
        <PremisesForm
          typed={answer?.typed ?? {}}
          refusal={answer?.refusal ?? null}
          isNew
          back={`/plan/siting/premises?city=${cityCode}`}
          {...{ cityCode, bounds, baseMap: ground }}
        />
      </Stack>
    </Container>
  );
}
