import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { landing } from "~/modules/accounts/domain/landing";
import { currentActor } from "~/modules/accounts/use-cases/current-actor.server";
import { requireSession } from "~/modules/accounts/use-cases/current-session.server";

/** Leads whoever has just come in to the page that is for them. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requireSession(request);
  return redirect(landing((await currentActor(request))?.role ?? null));
}
