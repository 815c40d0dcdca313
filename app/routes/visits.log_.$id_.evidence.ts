import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { validate as isUuid } from "uuid";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { exportEvidence } from "~/modules/visits/use-cases/visit-evidence.server";

/** The facts of a visit as JSON with a checksum: posted for with a reason, on record before it leaves. */
export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const actor = await requireActor(request, "read:visits");
  const city = await requireCity(request);
  const id = params.id ?? "";
  const reason = String((await formSaid(request)).get("reason") ?? "").slice(0, 40);
  const made = isUuid(id) ? await exportEvidence(actor, city, id, reason) : null;
  if (!made || (!made.ok && made.refusal.kind === "not-there")) throw Response.json({ kind: "no-such-visit" }, { status: 404 });
  if (!made.ok) return redirect(`/visits/log/${id}?city=${city.code}&refused=${made.refusal.kind}#opened`);
  return new Response(`${JSON.stringify(made.value, null, 2)}\n`, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="visit-${id}.json"`,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
