import { data, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { may } from "~/modules/accounts/domain/may";
import { OpeningPage } from "~/modules/accounts/ui/opening-page";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { requireCityOfFacility, requireFacilityPage } from "~/modules/catalog/use-cases/city-of-facility.server";
import { openFacilityContact } from "~/modules/catalog/use-cases/open-contact.server";
import { readFacility } from "~/modules/catalog/use-cases/read-facility.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { pageTitle } from "~/platform/page-title.server";
import { titled } from "~/ui/layout/titled";

export const meta = titled;
const NO_STORE = { "Cache-Control": "no-store" };
export const headers: HeadersFunction = () => NO_STORE;

function asked(request: Request) {
  const { searchParams } = new URL(request.url);
  return { nth: Number(searchParams.get("nth") ?? NaN), version: Number(searchParams.get("version") ?? NaN) };
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:private-contacts");
  const city = await requireFacilityPage(request, actor, params.id);
  const file = await readFacility(actor, city, params.id ?? "");
  const contact = file?.facility.contacts[asked(request).nth];
  if (!file || !contact || contact.isPublic) throw new Response(null, { status: 404 });
  const { id, name } = file.facility;
  return data(
    {
      ...{ id, name, role: contact.role, mask: contact.phone, title: await pageTitle(request, () => name) },
      mayOpen: may(actor, "open:sensitive"),
    },
    { headers: NO_STORE },
  );
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "read:private-contacts");
  const city = await requireCityOfFacility(actor, params.id);
  const form = await formSaid(request);
  const wish = { reason: String(form.get("reason") ?? ""), noteId: String(form.get("note") ?? "") };
  const opened = await openFacilityContact(actor, city, params.id ?? "", asked(request), wish);
  return data(opened.ok ? { value: opened.value, refusal: null } : { value: null, refusal: opened.refusal }, {
    headers: NO_STORE,
    status: opened.ok ? 200 : 422,
  });
}

export default function FacilityContact() {
  const { id, name, role, mask, mayOpen } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const { t } = useTranslation("catalog");
  return (
    <OpeningPage
      title={name}
      label={role || t("detail.contacts")}
      mask={mask}
      back={`/plan/facilities/${id}`}
      answer={answer}
      mayOpen={mayOpen}
    />
  );
}
