import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ExportDoor } from "~/modules/accounts/ui/export-door";
import { requireActorOfAny } from "~/modules/accounts/use-cases/current-actor.server";
import { IMPORTERS } from "~/modules/imports/use-cases/import-in-part.server";
import { requireExportProof } from "~/modules/accounts/use-cases/require-export-proof.server";
import { mayOpenNumbers } from "~/modules/imports/use-cases/masked-problems.server";
import { watchImport } from "~/modules/imports/use-cases/watch-import.server";

export const handle = { title: "imports:problems.numbersTitle" };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActorOfAny(request, IMPORTERS.read);
  const batch = await watchImport(actor, params.batch ?? "");
  if (!batch || !mayOpenNumbers(actor, batch)) throw Response.json({ refusal: "no-such-batch" }, { status: 404 });
  await requireExportProof(request, `/plan/import/${batch.id}/problems/numbers`);
  return { id: batch.id, cityCode: batch.cityCode, refusal: new URL(request.url).searchParams.get("refused") };
}

/** The rows to be corrected with their phone numbers in full, for a reason. */
export default function ImportProblemNumbers() {
  const { id, cityCode, refusal } = useLoaderData<typeof loader>();
  const { t } = useTranslation("imports");
  return (
    <ExportDoor
      title={t("problems.numbersTitle")}
      lead={t("problems.numbersLead")}
      back={`/plan/import/${id}?city=${cityCode}`}
      download={`/plan/import/${id}/problems?rows=all`}
      formats={(["xlsx", "csv"] as const).map((format) => ({
        value: format,
        label: t("problems.numbersFile", { format: format.toUpperCase() }),
      }))}
      refusal={refusal}
    />
  );
}
