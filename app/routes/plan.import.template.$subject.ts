import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActorOfAny } from "~/modules/accounts/use-cases/current-actor.server";
import { IMPORTERS } from "~/modules/imports/use-cases/import-in-part.server";
import { subjectOf } from "~/modules/oversight/use-cases/import-subjects.server";
import { isSubjectKey } from "~/modules/imports/domain/import-batch";
import { importTemplate } from "~/modules/imports/use-cases/import-template.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";

/** An empty table to fill in, with this city's own kinds and service types to choose from. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  await requireActorOfAny(request, IMPORTERS.read);
  const city = await requireCity(request);
  const subject = params.subject ?? "";
  if (!isSubjectKey(subject)) throw Response.json({ refusal: "no-such-template" }, { status: 404 });
  const own = subjectOf(subject).template?.();
  if (own)
    return new Response(own.text, {
      headers: {
        "Content-Type": own.type,
        "Content-Disposition": `attachment; filename="${own.name}"`,
        "Cache-Control": "no-store",
      },
    });
  return new Response(await importTemplate(subjectOf(subject), city.code), {
    headers: {
      "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "Content-Disposition": `attachment; filename="template-${subject}.xlsx"`,
      "Cache-Control": "no-store",
    },
  });
}
