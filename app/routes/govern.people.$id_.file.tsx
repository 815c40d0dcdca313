import { Text } from "@mantine/core";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ExportDoor } from "~/modules/accounts/ui/export-door";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { personFileDoor } from "~/modules/accounts/use-cases/person-file.server";
import { requirePersonFileProof } from "~/modules/accounts/use-cases/require-export-proof.server";
import { pageTitle } from "~/platform/page-title.server";
import { titled } from "~/ui/layout/titled";

export const meta = titled;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:catalog");
  const id = params.id ?? "";
  const door = await personFileDoor(actor, id);
  if (!door) throw new Response(null, { status: 404 });
  await requirePersonFileProof(request, id, door);
  const refusal = new URL(request.url).searchParams.get("refused");
  return { id, ...door, refusal, title: await pageTitle(request, (t) => t("accounts:file.title", { name: door.name })) };
}

/** Everything kept about one person, to take away. */
export default function PersonFileDoorPage() {
  const { id, name, isOwn, refusal } = useLoaderData<typeof loader>();
  const { t } = useTranslation("accounts");
  return (
    <ExportDoor
      title={t("file.title", { name })}
      lead={t("file.lead")}
      back={isOwn ? "/account" : `/govern/people/${id}`}
      download={`/govern/people/${id}/file/download`}
      formats={[
        { value: "html", label: t("file.html") },
        { value: "json", label: t("file.json") },
      ]}
      isOwn={isOwn}
      refusal={refusal}
    >
      <Text size="sm">{t("file.correct")}</Text>
    </ExportDoor>
  );
}
