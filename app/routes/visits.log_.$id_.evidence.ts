import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { validate as isUuid } from "uuid";
import { watermarkWords } from "~/modules/accounts/ui/watermark-words";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { requireExportProof } from "~/modules/accounts/use-cases/require-export-proof.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { exportEvidence } from "~/modules/visits/use-cases/visit-evidence.server";
import { languageOf } from "~/platform/language.server";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";

/** Whoever comes by the address alone, as after signing in again, finds the page that says why a reason is asked. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  await requireActor(request, "read:visits");
  const city = await requireCity(request);
  if (!isUuid(params.id ?? "")) throw Response.json({ kind: "no-such-visit" }, { status: 404 });
  return redirect(`/visits/log/${params.id}?city=${city.code}#opened`);
}

/** The facts of a visit as JSON with a checksum: posted for with a reason by somebody who has just given a code, on record before it leaves. */
export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const actor = await requireActor(request, "read:visits");
  const city = await requireCity(request);
  const id = params.id ?? "";
  await requireExportProof(request, `/visits/log/${id}?city=${city.code}`);
  const reason = String((await formSaid(request)).get("reason") ?? "").slice(0, 40);
  const made = isUuid(id) ? await exportEvidence(actor, city, id, reason) : null;
  if (!made || (!made.ok && made.refusal.kind === "not-there")) throw Response.json({ kind: "no-such-visit" }, { status: 404 });
  if (!made.ok) return redirect(`/visits/log/${id}?city=${city.code}&refused=${made.refusal.kind}#opened`);
  const language = await languageOf(request);
  const words = translator(language, language === "en" ? en : zh).getFixedT(language, "accounts");
  const file = { watermark: watermarkWords(made.value.taken, words), ...made.value };
  return new Response(`${JSON.stringify(file, null, 2)}\n`, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="visit-${id}.json"`,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
