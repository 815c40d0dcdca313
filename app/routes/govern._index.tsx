import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { governPagesOf } from "~/modules/accounts/domain/govern-pages";
import { requireSignedIn } from "~/modules/accounts/use-cases/current-actor.server";

/** Leads to the first of its pages that the reader may open. */
export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireSignedIn(request);
  const [first] = governPagesOf(actor);
  if (!first) throw Response.json({ refusal: "not-permitted", permission: "read:people", role: actor.role }, { status: 403 });
  return redirect(first.to);
}

/** Never drawn; without it a refusal would be an answer for machines instead of the page that says so. */
export default function Govern() {
  return null;
}
