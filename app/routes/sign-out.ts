import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { clearedSessionCookie } from "~/modules/accounts/use-cases/session-cookie.server";
import { signOut } from "~/modules/accounts/use-cases/sign-out.server";

export async function action({ request }: ActionFunctionArgs) {
  await signOut(request);
  return redirect("/", { headers: { "Set-Cookie": await clearedSessionCookie() } });
}

export const loader = () => redirect("/");
