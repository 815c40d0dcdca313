import { Container, Stack, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { FacilityKindForm } from "~/modules/catalog/ui/facility-kind-form";
import { facilityKindFrom, typedFromKind, typedIn } from "~/modules/catalog/ui/registry-form-value";
import { changeFacilityKind } from "~/modules/catalog/use-cases/change-registry.server";
import { permitted } from "~/modules/catalog/use-cases/permitted.server";
import { readRegistry } from "~/modules/catalog/use-cases/read-registry.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "write:catalog");
  const city = await requireCity(request);
  const { kinds } = permitted(await readRegistry(actor, city.code), actor);
  const kind = kinds.find((candidate) => candidate.key === params.key);
  if (!kind && params.key !== "new") throw new Response(null, { status: 404 });
  return { typed: kind ? typedFromKind(kind) : { order: String(kinds.length) }, isNew: !kind };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "write:catalog");
  const city = await requireCity(request);
  const typed = typedIn(await request.formData());
  const saved = await changeFacilityKind(
    actor,
    city.code,
    facilityKindFrom(typed),
    params.key === "new" ? null : (params.key ?? null),
  );
  return saved.ok ? redirect("/plan/types?saved=yes") : { typed, refusals: saved.refusal };
}

export default function EditKind() {
  const { typed, isNew } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("catalog");
  return (
    <Container component="main" size="md" py="lg">
      <Stack gap="lg">
        <Title order={1} size="h2">
          {t(isNew ? "registry.newKind" : "registry.editKind")}
        </Title>
        <FacilityKindForm typed={answer?.typed ?? typed} refusals={answer?.refusals ?? []} isNew={isNew} />
      </Stack>
    </Container>
  );
}
