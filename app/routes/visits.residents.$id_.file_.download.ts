import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { areaWords } from "~/modules/accounts/ui/govern-words";
import { personFileHtml } from "~/modules/accounts/ui/person-file-html";
import { areaCodesIn, momentWords } from "~/modules/accounts/ui/person-file-words";
import { watermarkWords } from "~/modules/accounts/ui/watermark-words";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { requireExportProof } from "~/modules/accounts/use-cases/require-export-proof.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { residentFileDoor } from "~/modules/residents/use-cases/resident-own-file.server";
import { ownFileValue } from "~/modules/visits/ui/own-file-words";
import { residentOwnFile } from "~/modules/visits/use-cases/resident-own-file.server";
import { languageOf } from "~/platform/language.server";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";

/** One resident's own file, as a page that needs nothing else or as JSON. It is posted for: an address would stay in histories. */
export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const actor = await requireActor(request, "read:residents");
  const [city, id] = [await requireCity(request), params.id ?? ""];
  if (!(await residentFileDoor(actor, city.code, id))) throw new Response(null, { status: 404 });
  await requireExportProof(request, `/visits/residents/${id}/file`);
  const form = await formSaid(request);
  const file = await residentOwnFile(actor, city, id, String(form.get("reason") ?? ""));
  if (!file.ok && file.refusal.kind === "not-there") throw new Response(null, { status: 404 });
  if (!file.ok) return redirect(`/visits/residents/${id}/file?refused=${file.refusal.kind}`);
  const language = await languageOf(request);
  const isJson = form.get("format") === "json";
  const { name, taken, parts, totals, auditRetired } = file.value;
  const i18n = translator(language, language === "en" ? en : zh);
  const [t, accounts] = [i18n.getFixedT(language), i18n.getFixedT(language, "accounts")];
  const { timeZone } = city;
  const names = await areaNames(areaCodesIn({ ...parts }));
  const moment = (at: Date) => momentWords(at, timeZone);
  const words = {
    title: t("visits:ownFile.title", { name }),
    lead: `${watermarkWords({ ...taken, at: moment(new Date(taken.at)) }, accounts)} · ${accounts("file.zone", { zone: timeZone })}`,
    heading: (part: string) => t(`visits:ownFile.part.${part}`),
    column: (column: string) => t([`visits:ownFile.column.${column}`, `accounts:file.column.${column}`]),
    value: ownFileValue({
      t,
      visits: i18n.getFixedT(language, "visits"),
      language,
      moment,
      areaName: (code) => areaWords(code, names, language, accounts),
    }),
    none: accounts("file.none"),
    note: (part: string, shown: number) => {
      const total = (totals as unknown as Readonly<Partial<Record<string, number>>>)[part];
      if (total === undefined) return "";
      const gone = auditRetired && part !== "openedByOthers" ? ` ${accounts("file.retired", { ...auditRetired })}` : "";
      return `${accounts(total > shown ? "file.cut" : "file.total", { total, shown })}${gone}`;
    },
  };
  const body = isJson
    ? JSON.stringify({ watermark: watermarkWords(taken, accounts), ...file.value }, null, 2)
    : personFileHtml({ ...parts }, words, language);
  return new Response(body, {
    headers: {
      "Content-Type": isJson ? "application/json; charset=utf-8" : "text/html; charset=utf-8",
      "Content-Disposition": `attachment; filename="resident-${id.slice(0, 8)}.${isJson ? "json" : "html"}"`,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
