import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { redirectWithSession } from "~/modules/accounts/use-cases/answer-with-session.server";
import { arrivalOf } from "~/modules/accounts/use-cases/arrival.server";
import {
  errandCookie,
  finishOrganisationSignIn,
  type KeptErrand,
} from "~/modules/accounts/use-cases/organisation-sign-in.server";
import { ownPath } from "~/platform/own-path.server";
import { isSecureRequest } from "~/platform/request-facts.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const errand = (await errandCookie.parse(request.headers.get("Cookie"))) as KeptErrand | null;
  const arrival = await arrivalOf(request);
  const finished = await finishOrganisationSignIn(request, errand, arrival);
  if (!finished) throw new Response(null, { status: 404 });
  const to = ownPath(errand?.to, "/plan");
  const answer = finished.ok
    ? await redirectWithSession(finished.value, to, arrival)
    : redirect(`/sign-in?notice=${finished.refusal}&to=${encodeURIComponent(to)}`);
  answer.headers.append("Set-Cookie", await errandCookie.serialize("", { maxAge: 0, secure: isSecureRequest() }));
  return answer;
}
