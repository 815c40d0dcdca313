import { Container, Stack, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { serviceTypeFrom, typedFromType, typedIn } from "~/modules/catalog/ui/registry-form-value";
import { ServiceTypeForm } from "~/modules/catalog/ui/service-type-form";
import { changeServiceType } from "~/modules/catalog/use-cases/change-registry.server";
import { permitted } from "~/modules/catalog/use-cases/permitted.server";
import { readRegistry } from "~/modules/catalog/use-cases/read-registry.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";

const GROUPS = ["all", "0-2", "60plus", "65plus", "75plus", "80plus"] as const;

/** The key «new» stands for an entry that is not there yet; no entry may bear it. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "write:catalog");
  const city = await requireCity(request);
  const { types, walkers } = permitted(await readRegistry(actor, city.code), actor);
  const type = types.find((candidate) => candidate.key === params.key);
  if (!type && params.key !== "new") throw new Response(null, { status: 404 });
  return { typed: type ? typedFromType(type) : { order: String(types.length) }, isNew: !type, walkers };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "write:catalog");
  const city = await requireCity(request);
  const typed = typedIn(await request.formData());
  const saved = await changeServiceType(
    actor,
    city.code,
    serviceTypeFrom(typed),
    params.key === "new" ? null : (params.key ?? null),
  );
  return saved.ok ? redirect("/plan/types?saved=yes") : { typed, refusals: saved.refusal };
}

export default function EditType() {
  const { typed, isNew, walkers } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("catalog");
  return (
    <Container component="main" size="md" py="lg">
      <Stack gap="lg">
        <Title order={1} size="h2">
          {t(isNew ? "registry.newType" : "registry.editType")}
        </Title>
        <ServiceTypeForm
          typed={answer?.typed ?? typed}
          refusals={answer?.refusals ?? []}
          isNew={isNew}
          walkers={walkers}
          groups={GROUPS}
        />
      </Stack>
    </Container>
  );
}
