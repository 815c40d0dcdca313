import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ExportDoor } from "~/modules/accounts/ui/export-door";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { requireExportProof } from "~/modules/accounts/use-cases/require-export-proof.server";

export const handle = { title: "accounts:audit.exportTitle" };

export async function loader({ request }: LoaderFunctionArgs) {
  await requireActor(request, "read:audit");
  const { pathname, search, searchParams } = new URL(request.url);
  await requireExportProof(request, pathname + search);
  const refusal = searchParams.get("refused");
  searchParams.delete("refused");
  return { filter: searchParams.toString(), refusal };
}

/** The filter of the audit's page, on its way into a file. */
export default function GovernAuditExport() {
  const { filter, refusal } = useLoaderData<typeof loader>();
  const { t } = useTranslation("accounts");
  return (
    <ExportDoor
      title={t("audit.exportTitle")}
      lead={t(filter ? "audit.exportLead" : "audit.exportAll")}
      back={`/govern/audit?${filter}`}
      download={`/govern/audit/export/download?${filter}`}
      formats={[{ value: "csv", label: t("audit.exportFile") }]}
      refusal={refusal}
    />
  );
}
