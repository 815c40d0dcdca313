import { Container, Stack, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { typedOf } from "~/modules/siting/domain/premises/premises-typed";
import { PremisesForm } from "~/modules/siting/ui/premises-form";
import { typedIn } from "~/modules/siting/ui/typed-in";
import { requireKeeping, requirePremises, requirePremisesPage } from "~/modules/siting/use-cases/city-of-premises.server";
import { editPremises } from "~/modules/siting/use-cases/save-premises.server";
import { baseMap } from "~/platform/environment.server";
import { languageOf } from "~/platform/language.server";
import { pageTitle } from "~/platform/page-title.server";
import { titled } from "~/ui/layout/titled";
import type { PageHandle } from "~/ui/layout/page-title";

export const meta = titled;

export const handle: Pick<PageHandle, "words"> = { words: ["all", "siting"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "write:premises");
  const { file, city } = await requirePremisesPage(request, actor, params.id);
  requireKeeping(actor, file);
  const { premises, contact } = file;
  const { areaCode } = premises;
  const names = await areaNames([areaCode]);
  const name = names[areaCode]?.[(await languageOf(request)) === "en" ? "nameEn" : "name"] ?? areaCode;
  return {
    ...{ id: premises.id, cityCode: city.code, bounds: city.bounds, baseMap: baseMap() ?? null },
    typed: typedOf(premises, areaCode === city.code ? "" : `${name} · ${areaCode}`, contact),
    title: await pageTitle(request, (t) => t("siting:premises.editOf", { name: premises.name })),
    name: premises.name,
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "write:premises");
  const { file, city } = await requirePremises(actor, params.id);
  const typed = typedIn(await formSaid(request));
  const saved = await editPremises(actor, city, file.premises.id, typed);
  return saved.ok
    ? redirect(`/plan/siting/premises/${saved.value.id}?saved=yes&city=${city.code}`)
    : { refusal: saved.refusal, typed };
}

export default function EditPremises() {
  const { id, name, typed, cityCode, bounds, baseMap: ground } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("siting");
  return (
    <Container component="main" size="md" py="lg">
      <Stack gap="lg">
        <Title order={1} size="h2">
          {t("premises.editOf", { name })}
        </Title>
        <PremisesForm
          typed={answer?.typed ?? typed}
          refusal={answer?.refusal ?? null}
          isNew={false}
          back={`/plan/siting/premises/${id}?city=${cityCode}`}
          {...{ cityCode, bounds, baseMap: ground }}
        />
      </Stack>
    </Container>
  );
}
