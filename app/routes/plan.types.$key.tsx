import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { withoutNul } from "~/modules/catalog/domain/without-nul";
import { serviceTypeFrom, typedFromType, typedIn } from "~/modules/catalog/ui/registry-form-value";
import { ServiceTypeForm } from "~/modules/catalog/ui/service-type-form";
import { changeServiceType } from "~/modules/catalog/use-cases/change-registry.server";
import { permitted } from "~/modules/catalog/use-cases/permitted.server";
import { readRegistry } from "~/modules/catalog/use-cases/read-registry.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { pageTitle } from "~/platform/page-title.server";
import { titled } from "~/ui/layout/titled";

export const meta = titled;

const GROUPS = ["all", "0-2", "60plus", "65plus", "75plus", "80plus"] as const;

/** The key «new» stands for an entry that is not there yet; no entry may bear it. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "write:catalog");
  const city = await requireCity(request);
  const { types, walkers } = permitted(await readRegistry(actor, city.code), actor);
  const type = types.find((candidate) => candidate.key === params.key);
  if (!type && params.key !== "new") throw new Response(null, { status: 404 });
  const title = await pageTitle(request, (t) => t(type ? "catalog:registry.editType" : "catalog:registry.newType"));
  return {
    typed: type ? typedFromType(type) : { order: String(types.length) },
    isNew: !type,
    walkers,
    title,
    cityCode: city.code,
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "write:catalog");
  const city = await requireCity(request);
  const typed = typedIn(await formSaid(request));
  const saved = await changeServiceType(
    actor,
    city.code,
    serviceTypeFrom(typed),
    params.key === "new" ? null : withoutNul(params.key ?? ""),
  );
  return saved.ok ? redirect(`/plan/types?saved=yes&city=${city.code}`) : { typed, refusals: saved.refusal };
}

export default function EditType() {
  const { typed, isNew, walkers, cityCode } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <ServiceTypeForm
      cityCode={cityCode}
      typed={answer?.typed ?? typed}
      refusals={answer?.refusals ?? []}
      isNew={isNew}
      walkers={walkers}
      groups={GROUPS}
    />
  );
}
