import { data, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { OpeningPage } from "~/modules/accounts/ui/opening-page";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requirePremises, requirePremisesPage } from "~/modules/siting/use-cases/city-of-premises.server";
import { mayOpenPremisesContact } from "~/modules/siting/use-cases/may-keep-premises.server";
import { openPremisesContact } from "~/modules/siting/use-cases/open-premises-contact.server";
import { pageTitle } from "~/platform/page-title.server";
import { titled } from "~/ui/layout/titled";
import type { PageHandle } from "~/ui/layout/page-title";

export const meta = titled;
const NO_STORE = { "Cache-Control": "no-store" };
export const headers: HeadersFunction = () => NO_STORE;

export const handle: Pick<PageHandle, "words"> = { words: ["all", "siting"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:private-contacts");
  const { file } = await requirePremisesPage(request, actor, params.id);
  const { premises, contact } = file;
  if (!contact) throw new Response(null, { status: 404 });
  return data(
    {
      ...{ id: premises.id, name: premises.name, mask: [contact.name, contact.phone].filter(Boolean).join(" ") },
      mayOpen: mayOpenPremisesContact(actor, premises.areaCode),
      title: await pageTitle(request, () => premises.name),
    },
    { headers: NO_STORE },
  );
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "read:private-contacts");
  const { file } = await requirePremises(actor, params.id);
  const form = await formSaid(request);
  const wish = { reason: String(form.get("reason") ?? ""), noteId: String(form.get("note") ?? "") };
  const opened = await openPremisesContact(actor, file.premises.id, wish);
  return data(opened.ok ? { value: opened.value, refusal: null } : { value: null, refusal: opened.refusal }, {
    headers: NO_STORE,
    status: opened.ok ? 200 : 422,
  });
}

export default function PremisesContact() {
  const { id, name, mask, mayOpen } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const { t } = useTranslation("siting");
  return (
    <OpeningPage
      title={name}
      label={t("premises.contact")}
      mask={mask}
      back={`/plan/siting/premises/${id}`}
      answer={answer}
      mayOpen={mayOpen}
    />
  );
}
