import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { areaWords } from "~/modules/accounts/ui/govern-words";
import { personFileHtml } from "~/modules/accounts/ui/person-file-html";
import { areaCodesIn, momentWords, personFileValue } from "~/modules/accounts/ui/person-file-words";
import { watermarkWords } from "~/modules/accounts/ui/watermark-words";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { personFile, personFileDoor } from "~/modules/accounts/use-cases/person-file.server";
import { requirePersonFileProof } from "~/modules/accounts/use-cases/require-export-proof.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { personFileParts } from "~/modules/oversight/use-cases/person-file-parts.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { caregiverFileValue } from "~/modules/visits/ui/caregiver-file-words";
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
  const file = await personFile(actor, id, String(form.get("reason") ?? ""), personFileParts);
  if (!file.ok && file.refusal.kind === "not-there") throw new Response(null, { status: 404 });
  if (!file.ok) return redirect(`/govern/people/${id}/file?refused=${file.refusal.kind}`);
  const language = await languageOf(request);
  const isJson = form.get("format") === "json";
  const { taken, sealed, totals, auditRetired, others, ...own } = file.value;
  const parts = { ...own, ...others };
  const i18n = translator(language, language === "en" ? en : zh);
  const [t, all] = [i18n.getFixedT(language, "accounts"), i18n.getFixedT(language)];
  const { timeZone } = await requireCity(request);
  const areas = await areaNames(areaCodesIn(parts));
  const moment = (at: Date) => momentWords(at, timeZone);
  const ofPerson = personFileValue({ t, language, timeZone, areas });
  const visits = i18n.getFixedT(language, "visits");
  const ofCaregiver = caregiverFileValue({
    t: all,
    visits,
    language,
    moment,
    areaName: (code) => areaWords(code, areas, language, t),
  });
  const words = {
    title: t("file.title", { name: String(parts.person["name"]) }),
    lead: `${watermarkWords({ ...taken, at: moment(new Date(taken.at)) }, t)} · ${t("file.zone", { zone: timeZone })}`,
    heading: (part: string) => all([`accounts:file.part.${part}`, `visits:caregiverFile.part.${part}`]),
    column: (name: string) => all([`accounts:file.column.${name}`, `visits:caregiverFile.column.${name}`]),
    value: (part: string, column: string, value: unknown) =>
      part in others ? ofCaregiver(column, value) : ofPerson(part, column, value),
    none: t("file.none"),
    note: (part: string, shown: number) => {
      const total = (totals as Readonly<Partial<Record<string, number>>>)[part];
      if (total === undefined) return "";
      const gone = auditRetired && part.startsWith("done") ? ` ${t("file.retired", { ...auditRetired })}` : "";
      return `${t(total > shown ? "file.cut" : "file.total", { total, shown })}${gone}`;
    },
  };
  const body = isJson
    ? JSON.stringify({ watermark: watermarkWords(taken, t), ...file.value }, null, 2)
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
