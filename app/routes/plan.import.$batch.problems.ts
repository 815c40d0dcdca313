import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { isOpeningReason } from "~/modules/accounts/domain/sensitive-field";
import { watermarkWords } from "~/modules/accounts/ui/watermark-words";
import { requireActorOfAny } from "~/modules/accounts/use-cases/current-actor.server";
import { IMPORTERS } from "~/modules/imports/use-cases/import-in-part.server";
import { requireExportProof } from "~/modules/accounts/use-cases/require-export-proof.server";
import { subjectOf } from "~/modules/oversight/use-cases/import-subjects.server";
import { issueWords } from "~/modules/imports/ui/issue-words";
import { mayOpenNumbers } from "~/modules/imports/use-cases/masked-problems.server";
import { problemFile } from "~/modules/imports/use-cases/read-preview.server";
import { watchImport } from "~/modules/imports/use-cases/watch-import.server";
import { languageOf } from "~/platform/language.server";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";

async function asked({ request, params }: Pick<LoaderFunctionArgs, "request" | "params">) {
  const actor = await requireActorOfAny(request, IMPORTERS.read);
  const batch = await watchImport(actor, params.batch ?? "");
  if (!batch) throw Response.json({ refusal: "no-such-batch" }, { status: 404 });
  return { actor, batch };
}

/** Refused rows, or those with warnings too, with the reason beside each: to be corrected and sent again. Numbers are masked. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  const format = new URL(args.request.url).searchParams.get("format");
  return fileOf(args.request, await asked(args), format, "");
}

/** The same with numbers in full: posted for with a reason, by whoever may open them and has just given a code. */
export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const { actor, batch } = await asked({ request, params });
  if (!mayOpenNumbers(actor, batch)) throw Response.json({ refusal: "no-such-batch" }, { status: 404 });
  const door = `/plan/import/${batch.id}/problems/numbers`;
  await requireExportProof(request, door);
  const form = await request.formData();
  const reason = String(form.get("reason") ?? "");
  if (!isOpeningReason(reason)) return redirect(`${door}?refused=reason-missing`);
  return fileOf(request, { actor, batch }, String(form.get("format") ?? ""), reason);
}

async function fileOf(
  request: Request,
  { actor, batch }: Awaited<ReturnType<typeof asked>>,
  askedFormat: string | null,
  reason: string,
): Promise<Response> {
  const scope = new URL(request.url).searchParams.get("rows") === "all" ? "all" : "refused";
  const format = askedFormat === "csv" ? "csv" : "xlsx";
  const language = await languageOf(request);
  const translated = translator(language, language === "en" ? en : zh);
  const [t, mark] = [translated.getFixedT(language, "imports"), translated.getFixedT(language, "accounts")];
  const words = {
    ...{ row: t("problems.row"), decision: t("problems.decision"), column: t("problems.column") },
    ...{ value: t("problems.value"), problem: t("problems.problem") },
    issue: (issue: Parameters<typeof issueWords>[2]) => issueWords(t, language, issue),
    decisionName: (decision: string) => t(`preview.${decision}`),
    watermark: (taken: Parameters<typeof watermarkWords>[0]) => watermarkWords(taken, mark),
  };
  const file = await problemFile(actor, batch, scope, format, words, { subject: subjectOf(batch.subject), reason });
  if (!file.ok) return redirect(`/plan/import/${batch.id}/problems/numbers?refused=${file.refusal.kind}`);
  return new Response(file.value, {
    headers: {
      "Content-Type":
        format === "csv" ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "Content-Disposition": `attachment; filename="import-problems-${batch.id.slice(0, 8)}.${format}"`,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
