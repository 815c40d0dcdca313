import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { personFileHtml } from "~/modules/accounts/ui/person-file-html";
import { watermarkWords } from "~/modules/accounts/ui/watermark-words";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { personFile, personFileDoor } from "~/modules/accounts/use-cases/person-file.server";
import { requirePersonFileProof } from "~/modules/accounts/use-cases/require-export-proof.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { languageOf } from "~/platform/language.server";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";

/** One person's file, as a page that needs nothing else or as JSON. It is posted for: an address would stay in histories. */
export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const actor = await requireActor(request, "read:catalog");
  const id = params.id ?? "";
  const door = await personFileDoor(actor, id);
  if (!door) throw new Response(null, { status: 404 });
  await requirePersonFileProof(request, id, door);
  const form = await formSaid(request);
  const file = await personFile(actor, id, String(form.get("reason") ?? ""));
  if (!file.ok && file.refusal.kind === "not-there") throw new Response(null, { status: 404 });
  if (!file.ok) return redirect(`/govern/people/${id}/file?refused=${file.refusal.kind}`);
  const language = await languageOf(request);
  const isJson = form.get("format") === "json";
  const { taken, sealed, totals, ...parts } = file.value;
  const t = translator(language, language === "en" ? en : zh).getFixedT(language, "accounts");
  const words = {
    title: t("file.title", { name: String(parts.person["name"]) }),
    lead: watermarkWords(taken, t),
    heading: (part: string) => t(`file.part.${part}`),
    column: (name: string) => t(`file.column.${name}`),
    none: t("file.none"),
    note: (part: string, shown: number) => {
      const total = (totals as Readonly<Partial<Record<string, number>>>)[part];
      if (total === undefined) return "";
      return t(total > shown ? "file.cut" : "file.total", { total, shown });
    },
  };
  const body = isJson
    ? JSON.stringify({ watermark: words.lead, ...file.value }, null, 2)
    : personFileHtml({ person: { ...parts.person, ...sealed }, ...without(parts) }, words, language);
  return new Response(body, {
    headers: {
      "Content-Type": isJson ? "application/json; charset=utf-8" : "text/html; charset=utf-8",
      "Content-Disposition": `attachment; filename="person-${id.slice(0, 8)}.${isJson ? "json" : "html"}"`,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}

const without = <P extends { person: unknown }>({ person: _person, ...rest }: P): Omit<P, "person"> => rest;
