import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ExportDoor } from "~/modules/accounts/ui/export-door";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { requireExportProof } from "~/modules/accounts/use-cases/require-export-proof.server";
import { addressSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { addressOfPremises, premisesQuery } from "~/modules/siting/domain/premises/premises-filter";
import { mayReadPremises } from "~/modules/siting/use-cases/may-keep-premises.server";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle = { title: "siting:premises.contactsTitle", words: ["all", "siting"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:private-contacts");
  const city = await requireCity(request);
  if (!mayReadPremises(actor, city.code))
    throw Response.json({ refusal: "not-permitted", permission: "read:premises", role: actor.role }, { status: 403 });
  const address = addressOfPremises(premisesQuery(addressSaid(request)));
  address.set("city", city.code);
  await requireExportProof(request, `/plan/siting/premises/contacts?${address.toString()}`);
  return { address: address.toString(), refusal: addressSaid(request).get("refused") };
}

/** The list with whom to ask, for a reason. */
export default function PremisesContacts() {
  const { address, refusal } = useLoaderData<typeof loader>();
  const { t } = useTranslation("siting");
  return (
    <ExportDoor
      title={t("premises.contactsTitle")}
      lead={t("premises.contactsLead")}
      back={`/plan/siting/premises?${address}`}
      download={`/plan/siting/premises/export?${address}`}
      formats={(["xlsx", "csv"] as const).map((format) => ({
        value: format,
        label: t("premises.contactsFile", { format: format.toUpperCase() }),
      }))}
      refusal={refusal}
    />
  );
}
