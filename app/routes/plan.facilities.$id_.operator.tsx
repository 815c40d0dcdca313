import { data, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import classes from "~/modules/catalog/ui/operate.module.css";
import { OperatorAccessPanel } from "~/modules/catalog/ui/operator-access-panel";
import { requireCityOfFacility, requireFacilityPage } from "~/modules/catalog/use-cases/city-of-facility.server";
import * as access from "~/modules/catalog/use-cases/operator-link.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { publicOrigin } from "~/platform/environment.server";
import { linkPicture } from "~/platform/one-time-secret.server";
import { pageTitle } from "~/platform/page-title.server";
import { titled } from "~/ui/layout/titled";

export const meta = titled;
const NO_STORE = { "Cache-Control": "no-store" };
export const headers: HeadersFunction = () => NO_STORE;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "write:catalog");
  const city = await requireFacilityPage(request, actor, params.id);
  const found = await access.operatorAccess(actor, city, params.id ?? "");
  if (!found) throw new Response(null, { status: 404 });
  const title = await pageTitle(request, (t) => t("catalog:operatorAccess.title", { name: found.name }));
  return data({ access: found, title, timeZone: city.timeZone }, { headers: NO_STORE });
}

/** The secret of a new link leaves once, in the answer to whoever made it. */
export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "write:catalog");
  const city = await requireCityOfFacility(actor, params.id);
  const form = await formSaid(request);
  const said = (name: string) => String(form.get(name) ?? "").slice(0, 200);
  const [id, intent] = [params.id ?? "", said("intent")];
  const typed = { mailbox: said("mailbox"), login: said("login").slice(0, 80) };
  const changes = {
    "make-link": () => access.makeOperatorLink(actor, city, id),
    "revoke-link": () => access.revokeOperatorLink(actor, city, id),
    mailbox: () => access.sayOperatorMailbox(actor, city, id, typed.mailbox),
    "add-member": () => access.addOperatorMember(actor, city, id, typed.login),
    "end-member": () => access.endOperatorMember(actor, city, id, said("member")),
  };
  const change = Object.hasOwn(changes, intent) ? changes[intent as keyof typeof changes] : null;
  if (!change) throw new Response(null, { status: 400 });
  const changed = await change();
  if (!changed.ok) {
    const { kind } = changed.refusal;
    const status = kind === "not-permitted" ? 403 : kind === "not-there" ? 404 : 422;
    return data({ refusal: kind, done: null, made: null, typed }, { status, headers: NO_STORE });
  }
  const link = `${publicOrigin() ?? new URL(request.url).origin}/operate#${changed.value}`;
  const made = intent === "make-link" ? { link, picture: linkPicture(link) } : null;
  const done = intent === "revoke-link" ? ("revoked" as const) : ("saved" as const);
  return data({ refusal: null, done, made, typed: { mailbox: "", login: "" } }, { headers: NO_STORE });
}

export default function FacilityOperator() {
  const { access: found, timeZone } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("catalog");
  return (
    <main className={classes.page}>
      <Link to={`/plan/facilities/${found.id}`}>{t("operatorAccess.back")}</Link>
      <h1>{t("operatorAccess.title", { name: found.name })}</h1>
      {answer?.refusal && (
        <p role="alert" className={classes.refusal}>
          {t(`operatorAccess.refusal.${answer.refusal}`)}
        </p>
      )}
      {answer?.done && !answer.made && (
        <p role="status" className={classes.notice}>
          {t(`operatorAccess.${answer.done}`)}
        </p>
      )}
      <OperatorAccessPanel
        {...{ access: found, timeZone, made: answer?.made ?? null }}
        typed={answer?.refusal ? answer.typed : { mailbox: "", login: "" }}
      />
    </main>
  );
}
