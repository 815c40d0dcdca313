import { Text } from "@mantine/core";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ExportDoor } from "~/modules/accounts/ui/export-door";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { requireExportProof } from "~/modules/accounts/use-cases/require-export-proof.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { residentFileDoor } from "~/modules/residents/use-cases/resident-own-file.server";

export const handle = { title: "visits:ownFile.page" };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:residents");
  const door = await residentFileDoor(actor, (await requireCity(request)).code, params.id ?? "");
  if (!door) throw new Response(null, { status: 404 });
  await requireExportProof(request, `/visits/residents/${door.id}/file`);
  const refusal = new URL(request.url).searchParams.get("refused");
  return { id: door.id, name: door.name, refusal };
}

/** 本人资料: everything kept about one resident, to be handed to them. */
export default function ResidentOwnFileDoor() {
  const { id, name, refusal } = useLoaderData<typeof loader>();
  const { t } = useTranslation("visits");
  return (
    <ExportDoor
      title={t("ownFile.title", { name })}
      lead={t("ownFile.lead")}
      back={`/visits/residents/${id}`}
      download={`/visits/residents/${id}/file/download`}
      formats={[
        { value: "html", label: t("ownFile.html") },
        { value: "json", label: t("ownFile.json") },
      ]}
      refusal={refusal}
    >
      <Text size="sm">{t("ownFile.correct")}</Text>
    </ExportDoor>
  );
}
