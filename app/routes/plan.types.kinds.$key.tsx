import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { withoutNul } from "~/modules/catalog/domain/without-nul";
import { FacilityKindForm } from "~/modules/catalog/ui/facility-kind-form";
import { facilityKindFrom, typedFromKind, typedIn } from "~/modules/catalog/ui/registry-form-value";
import { changeFacilityKind } from "~/modules/catalog/use-cases/change-registry.server";
import { permitted } from "~/modules/catalog/use-cases/permitted.server";
import { readRegistry } from "~/modules/catalog/use-cases/read-registry.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { pageTitle } from "~/platform/page-title.server";
import { titled } from "~/ui/layout/titled";

export const meta = titled;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "write:catalog");
  const city = await requireCity(request);
  const { kinds } = permitted(await readRegistry(actor, city.code), actor);
  const kind = kinds.find((candidate) => candidate.key === params.key);
  if (!kind && params.key !== "new") throw new Response(null, { status: 404 });
  const title = await pageTitle(request, (t) => t(kind ? "catalog:registry.editKind" : "catalog:registry.newKind"));
  return { typed: kind ? typedFromKind(kind) : { order: String(kinds.length) }, isNew: !kind, title, cityCode: city.code };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "write:catalog");
  const city = await requireCity(request);
  const typed = typedIn(await formSaid(request));
  const saved = await changeFacilityKind(
    actor,
    city.code,
    facilityKindFrom(typed),
    params.key === "new" ? null : withoutNul(params.key ?? ""),
  );
  return saved.ok ? redirect(`/plan/types?saved=yes&city=${city.code}`) : { typed, refusals: saved.refusal };
}

export default function EditKind() {
  const { typed, isNew, cityCode } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <FacilityKindForm cityCode={cityCode} typed={answer?.typed ?? typed} refusals={answer?.refusals ?? []} isNew={isNew} />;
}
