import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { may } from "~/modules/accounts/domain/may";
import { requireSignedIn } from "~/modules/accounts/use-cases/current-actor.server";

/** The visits' own first page is the register's; whoever visits and keeps no register begins with those they answer for. */
export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireSignedIn(request);
  const visits = !may(actor, "read:residents") && may(actor, "propose:residents");
  return redirect(visits ? "/visits/mine" : "/visits/residents");
}
