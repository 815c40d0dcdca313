import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { beginOrganisationSignIn, errandCookie } from "~/modules/accounts/use-cases/organisation-sign-in.server";
import { ownPath } from "~/platform/own-path.server";
import { isSecureRequest } from "~/platform/request-facts.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const to = ownPath(new URL(request.url).searchParams.get("to"), "/plan");
  const begun = await beginOrganisationSignIn(request, to);
  if (!begun) throw new Response(null, { status: 404 });
  if (!begun.ok) return redirect(`/sign-in?notice=${begun.refusal}&to=${encodeURIComponent(to)}`);
  return redirect(begun.value.url, {
    headers: { "Set-Cookie": await errandCookie.serialize(begun.value.errand, { secure: isSecureRequest() }) },
  });
}
