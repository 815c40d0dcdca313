import { data, redirect, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { OpeningPage } from "~/modules/accounts/ui/opening-page";
import { ValueForm } from "~/modules/accounts/ui/sensitive-fields";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import {
  isPersonField,
  openPersonValue,
  savePersonValue,
  sensitiveFileOf,
} from "~/modules/accounts/use-cases/person-sensitive.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { pageTitle } from "~/platform/page-title.server";
import { validate as isUuid } from "uuid";
import { titled } from "~/ui/layout/titled";

export const meta = titled;
const NO_STORE = { "Cache-Control": "no-store" };
export const headers: HeadersFunction = () => NO_STORE;

/** Whose value, and which: anything else has no page. */
function asked(request: Request, id: string | undefined) {
  const field = new URL(request.url).searchParams.get("field") ?? "";
  if (!id || !isUuid(id) || !isPersonField(field)) throw new Response(null, { status: 404 });
  return { id, field };
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { id, field } = asked(request, params.id);
  const actor = await requireActor(request, "read:catalog");
  const file = await sensitiveFileOf(actor, id);
  if (!file) throw new Response(null, { status: 404 });
  const title = await pageTitle(request, (t) => t(`accounts:sensitive.field.${field}`));
  const found = file.fields.find(({ kind }) => kind === field);
  const { mayOpen, mayWrite, isOwn } = file;
  return data(
    {
      id,
      field,
      title,
      mask: found?.mask ?? null,
      isThere: found !== undefined,
      mayOpen,
      mayWrite,
      isOwn,
    },
    { headers: NO_STORE },
  );
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { id, field } = asked(request, params.id);
  const actor = await requireActor(request, "read:catalog");
  const form = await formSaid(request);
  const said = (name: string) => String(form.get(name) ?? "");
  if (said("intent") === "open") {
    const opened = await openPersonValue(actor, id, field, { reason: said("reason"), noteId: said("note") });
    const answer = opened.ok ? { value: opened.value, refusal: null } : { value: null, refusal: opened.refusal };
    return data({ intent: "open" as const, ...answer }, { headers: NO_STORE, status: opened.ok ? 200 : 422 });
  }
  const saved = await savePersonValue(actor, id, field, said("intent") === "remove" ? "" : said("value"));
  if (saved.ok) return redirect(`/govern/people/${id}?saved#sensitive`);
  const status = saved.refusal.kind === "try-later" ? 429 : 422;
  return data({ intent: "save" as const, value: null, refusal: saved.refusal }, { headers: NO_STORE, status });
}

export default function PersonSensitive() {
  const { id, field, mask, isThere, mayOpen, mayWrite, isOwn } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const { t } = useTranslation("accounts");
  return (
    <>
      <OpeningPage
        title={t("sensitive.title")}
        label={t(`sensitive.field.${field}`)}
        mask={isThere ? mask : t("sensitive.none")}
        back={isOwn && !mayWrite ? "/account" : `/govern/people/${id}`}
        answer={answer?.intent === "open" ? answer : null}
        mayOpen={mayOpen && isThere}
        isOwn={isOwn}
      />
      {answer?.intent === "save" && mayWrite && (
        <ValueForm
          page={`/govern/people/${id}/sensitive?field=${field}`}
          kind={field}
          isThere={isThere}
          refusal={answer.refusal}
        />
      )}
    </>
  );
}
