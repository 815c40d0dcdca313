import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { subjectOf } from "~/modules/catalog/use-cases/import-subjects.server";
import { issueWords } from "~/modules/imports/ui/issue-words";
import { problemFile } from "~/modules/imports/use-cases/read-preview.server";
import { watchImport } from "~/modules/imports/use-cases/watch-import.server";
import { languageOf } from "~/platform/language.server";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";

/** Refused rows, or those with warnings too, with the reason beside each: to be corrected and sent again. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const actor = await requireActor(request, "read:imports");
  const batch = await watchImport(actor, params.batch ?? "");
  if (!batch) throw Response.json({ refusal: "no-such-batch" }, { status: 404 });
  const address = new URL(request.url).searchParams;
  const format = address.get("format") === "csv" ? "csv" : "xlsx";
  const language = await languageOf(request);
  const t = translator(language, language === "en" ? en : zh).getFixedT(language, "imports");
  const file = await problemFile(
    actor,
    batch,
    address.get("rows") === "all" ? "all" : "refused",
    format,
    {
      row: t("problems.row"),
      decision: t("problems.decision"),
      column: t("problems.column"),
      value: t("problems.value"),
      problem: t("problems.problem"),
      issue: (issue) => issueWords(t, language, issue),
      decisionName: (decision) => t(`preview.${decision}`),
      watermark: (of) => t("problems.watermark", { ...of }),
    },
    { subject: subjectOf(batch.subject), reason: address.get("reason") ?? "" },
  );
  return new Response(file, {
    headers: {
      "Content-Type":
        format === "csv" ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "Content-Disposition": `attachment; filename="import-problems-${batch.id.slice(0, 8)}.${format}"`,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
